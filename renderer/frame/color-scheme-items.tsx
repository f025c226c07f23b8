import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';

const SCHEMES = [
  { value: 'light', name: 'Light', icon: IconSun },
  { value: 'dark', name: 'Dark', icon: IconMoon },
  { value: 'auto', name: 'As the system', icon: IconDeviceDesktop },
] as const;

/** Light or dark, within a menu. */
export const ColorSchemeItems = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return SCHEMES.map(({ value, name, icon: Icon }) => (
    <Menu.Item
      key={value}
      leftSection={<Icon size={20} />}
      onClick={() => setColorScheme(value)}
      fw={colorScheme === value ? 650 : undefined}
      role="menuitemradio"
      aria-checked={colorScheme === value}
    >
      {name}
    </Menu.Item>
  ));
};
