import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Deep sea green: calm on a counter all day, and dark enough for white text (7.1:1 at shade 7). */
const till: MantineColorsTuple = [
  '#e8f6f4',
  '#d3ebe7',
  '#a5d6cf',
  '#73bfb5',
  '#4bad9f',
  '#309f90',
  '#1b8073',
  '#0f6a5f',
  '#0a564d',
  '#05403a',
];

/** Mantine's dark greys, a shade towards the sea green. */
const dark: MantineColorsTuple = [
  '#d5dde0',
  '#b6c1c6',
  '#8d9aa0',
  '#64727a',
  '#3d4a51',
  '#2f3b41',
  '#232d32',
  '#1a2226',
  '#151c1f',
  '#12181b',
];

/**
 * The rule of a field stands below it, so that fields side by side are level. Nothing that is typed is kept beside the shop's file: with
 * `autocomplete` on, Chromium writes it into its own history.
 */
const FIELD = { size: 'md', inputWrapperOrder: ['label', 'input', 'description', 'error'], autoComplete: 'off' };

export const theme = createTheme({
  colors: { till, dark },
  primaryColor: 'till',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  defaultRadius: 'md',
  fontFamily: 'Inter, "Segoe UI", system-ui, -apple-system, "Noto Sans", sans-serif',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    // Targets for fingers: 44 px and more.
    Button: { defaultProps: { size: 'md' } },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle' } },
    TextInput: { defaultProps: FIELD },
    PasswordInput: {
      defaultProps: { ...FIELD, visibilityToggleButtonProps: { 'aria-label': 'Show or hide the password', tabIndex: 0 } },
    },
    NumberInput: { defaultProps: FIELD },
    Select: { defaultProps: FIELD },
    Textarea: { defaultProps: FIELD },
    Switch: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    SegmentedControl: { defaultProps: { size: 'md', transitionDuration: 0 } },
    Modal: {
      defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Close' }, classNames: { title: 'till-dialog-title' } },
    },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    CloseButton: { defaultProps: { 'aria-label': 'Close' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
  },
});

/** Mantine's own greys and red miss 4.5:1 in places; these hold it on both backgrounds. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#52606d',
    '--mantine-color-placeholder': '#5f6b76',
    '--mantine-color-error': '#b42318',
    '--mantine-color-body': '#f5f7f8',
    '--till-panel': '#ffffff',
    '--till-line': '#dde3e6',
    '--till-strong': '#0f6a5f',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b4bd',
    '--mantine-color-placeholder': '#a9b4bd',
    '--mantine-color-error': '#ff9c92',
    '--mantine-color-body': '#12181b',
    '--till-panel': '#1a2226',
    '--till-line': '#2c373d',
    '--till-strong': '#73bfb5',
  },
});
