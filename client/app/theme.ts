import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The green-blue of a steppe river: the ford the product is named after. */
const river: MantineColorsTuple = [
  '#e9f6f7',
  '#d3e9eb',
  '#a6d3d7',
  '#75bbc2',
  '#4ea7b0',
  '#3399a3',
  '#1f8a95',
  '#0d7480',
  '#066570',
  '#03525c',
];

/** Dark greys with a trace of the same blue. */
const dark: MantineColorsTuple = [
  '#d5dbde',
  '#b3bcc1',
  '#8d989f',
  '#66737b',
  '#3f4b53',
  '#303b42',
  '#212a30',
  '#182026',
  '#12181d',
  '#0c1115',
];

export const theme = createTheme({
  colors: { river, dark },
  primaryColor: 'river',
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI Variable Text', 'Segoe UI', Roboto, 'Noto Sans', 'Open Sans', 'Helvetica Neue', Arial, sans-serif",
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.3' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  components: {
    Paper: { defaultProps: { radius: 'lg' } },
    Card: { defaultProps: { radius: 'lg', withBorder: true } },
    Modal: { defaultProps: { radius: 'lg', centered: true }, styles: { title: { fontWeight: 650 } } },
    Drawer: { styles: { title: { fontWeight: 650 } } },
    Tooltip: { defaultProps: { withArrow: true } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 600 } },
  },
});

/**
 * Colours of the load states: a sign (background of a mark), a cell (soft background) and the ink that is readable on the cell at 4.5 : 1
 * or better. Colour is never alone: every state has its own shape too.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#59656c',
    '--mantine-color-error': '#c22f2f',
    '--mantine-color-placeholder': '#6b767d',
    '--otkel-canvas': '#f4f6f6',
    '--otkel-line': '#dfe5e6',
    '--otkel-free': '#2f8f68',
    '--otkel-free-cell': '#ddf0e6',
    '--otkel-free-ink': '#10533a',
    '--otkel-filling': '#b5790a',
    '--otkel-filling-cell': '#faecc9',
    '--otkel-filling-ink': '#6a4300',
    '--otkel-full': '#bf3b32',
    '--otkel-full-cell': '#f6d9d5',
    '--otkel-full-ink': '#86201a',
    '--otkel-closed': '#7c888e',
    '--otkel-closed-cell': '#eceff0',
    '--otkel-closed-ink': '#566067',
    '--otkel-land': '#f3f1ea',
    '--otkel-home': '#fdfcf8',
    '--otkel-water': '#cfe3ea',
    '--otkel-border': '#b0a898',
    '--otkel-town': '#5a6166',
    '--otkel-area': '#716d60',
    '--otkel-halo': '#ffffff',
  },
  dark: {
    '--mantine-color-dimmed': '#9ba7ae',
    '--mantine-color-error': '#ff8f8f',
    '--mantine-color-placeholder': '#8d989f',
    '--otkel-canvas': '#12181d',
    '--otkel-line': '#2b363d',
    '--otkel-free': '#4fb98d',
    '--otkel-free-cell': '#17382c',
    '--otkel-free-ink': '#a5e3c8',
    '--otkel-filling': '#e0a63a',
    '--otkel-filling-cell': '#42320f',
    '--otkel-filling-ink': '#f6d490',
    '--otkel-full': '#e0695f',
    '--otkel-full-cell': '#4b2220',
    '--otkel-full-ink': '#f8bdb6',
    '--otkel-closed': '#7d8a92',
    '--otkel-closed-cell': '#1d262c',
    '--otkel-closed-ink': '#98a4ab',
    '--otkel-land': '#1b2328',
    '--otkel-home': '#232d33',
    '--otkel-water': '#0e2530',
    '--otkel-border': '#55626a',
    '--otkel-town': '#aab4b9',
    '--otkel-area': '#8a979f',
    '--otkel-halo': '#12181d',
  },
});
