import { type Icon, IconBuildingWarehouse, IconCashRegister, IconHome, IconMailX, IconPackage } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { ItemsScreen } from '../items/items-screen.tsx';
import { OverviewScreen } from '../overview/overview-screen.tsx';
import { RefusedScreen } from '../refused/refused-screen.tsx';
import { RegistersScreen } from '../registers/registers-screen.tsx';
import { StockScreen } from '../stock/stock-screen.tsx';

interface ScreenOfOffice {
  readonly name: string;
  readonly path: string;
  readonly route: string;
  readonly icon: Icon;
  readonly screen: ComponentType;
}

/** The screens of the office, in the order of the navigation. */
export const SCREENS: readonly ScreenOfOffice[] = [
  { name: 'Overview', path: '/', route: '/', icon: IconHome, screen: OverviewScreen },
  { name: 'Registers', path: '/registers', route: '/registers/*?', icon: IconCashRegister, screen: RegistersScreen },
  { name: 'Stock', path: '/stock', route: '/stock/*?', icon: IconBuildingWarehouse, screen: StockScreen },
  { name: 'Items', path: '/items', route: '/items/*?', icon: IconPackage, screen: ItemsScreen },
  { name: 'Refused', path: '/refused', route: '/refused', icon: IconMailX, screen: RefusedScreen },
];
