import {
  Button,
  Checkbox,
  createTheme,
  Input,
  rem,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';
import type { Accent, TextSize } from '#core/preferences/preferences.contract.ts';

const fontFamily =
  '"Segoe UI Variable Text", "Segoe UI", -apple-system, BlinkMacSystemFont, "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif';

/** The colour of the house: the green-blue of deep water. */
const pool: MantineColorsTuple = [
  '#eaf6f6',
  '#d5eaeb',
  '#aad5d8',
  '#7cbfc4',
  '#55acb3',
  '#3b9fa7',
  '#26808a',
  '#1f6f78',
  '#165c64',
  '#0a474e',
];
const blue: MantineColorsTuple = [
  '#ebf3fb',
  '#d6e6f6',
  '#abcdee',
  '#7db2e4',
  '#579cdc',
  '#3f8ed8',
  '#2a78c8',
  '#1a6bb8',
  '#135c9f',
  '#0a4c86',
];
const red: MantineColorsTuple = [
  '#fff1f1',
  '#fde0e0',
  '#fac3c3',
  '#f7a3a3',
  '#f28080',
  '#ea5455',
  '#d63a3b',
  '#c22a2b',
  '#a82122',
  '#8f191a',
];
const indigo: MantineColorsTuple = [
  '#eef0fc',
  '#dcdff5',
  '#b6bdea',
  '#8e99df',
  '#6c7ad6',
  '#5766d0',
  '#4c5bce',
  '#3d4cb7',
  '#3643a4',
  '#2b3991',
];
const plum: MantineColorsTuple = [
  '#f8effa',
  '#ecdcf0',
  '#d7b7df',
  '#c190ce',
  '#af6ebf',
  '#a459b7',
  '#9a4bae',
  '#873f99',
  '#773789',
  '#662d77',
];
const rust: MantineColorsTuple = [
  '#fdf0ea',
  '#f6dfd5',
  '#ebbda8',
  '#e09977',
  '#d77a4e',
  '#d16734',
  '#c25523',
  '#ab481b',
  '#993f16',
  '#863410',
];
const slate: MantineColorsTuple = [
  '#f2f4f6',
  '#e3e6ea',
  '#c4cad2',
  '#a3adb9',
  '#8794a3',
  '#738293',
  '#5f6e80',
  '#4d5b6b',
  '#43505f',
  '#354252',
];
const dark: MantineColorsTuple = [
  '#d6d9de',
  '#b4b9c1',
  '#9aa1ab',
  '#6b727d',
  '#3a4049',
  '#2c3139',
  '#22262d',
  '#191c22',
  '#14171c',
  '#0f1115',
];

/** Pixels of the root element: everything is in rem and follows. */
export const rootPixels: Record<TextSize, number> = { small: 15, normal: 16, large: 18 };

/** The one theme: dense (32-pixel fields, 14-pixel text), calm, with the person's accent colour. */
export const themeFor = (accent: Accent) =>
  createTheme({
    fontFamily,
    fontFamilyMonospace:
      '"Cascadia Mono", Consolas, "SF Mono", "DejaVu Sans Mono", "Noto Sans CJK SC", monospace',
    colors: { pool, blue, red, indigo, plum, rust, slate, dark },
    primaryColor: accent,
    primaryShade: { light: 7, dark: 6 },
    white: '#ffffff',
    black: '#1c2127',
    defaultRadius: 'sm',
    radius: { xs: rem(3), sm: rem(6), md: rem(8), lg: rem(12), xl: rem(20) },
    fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
    lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
    fontWeights: { regular: '400', medium: '500', bold: '600' },
    spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(20), xl: rem(28) },
    headings: {
      fontFamily,
      fontWeight: '600',
      sizes: {
        h1: { fontSize: rem(20), lineHeight: '1.35' },
        h2: { fontSize: rem(16), lineHeight: '1.4' },
        h3: { fontSize: rem(14), lineHeight: '1.5' },
      },
    },
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Input: Input.extend({
        vars: (_, { size = 'sm' }) => ({
          wrapper: size === 'sm' ? { '--input-height': rem(32), '--input-fz': rem(14) } : {},
        }),
      }),
      InputWrapper: {
        styles: {
          label: { marginBottom: rem(4), fontWeight: 500 },
          description: { marginBottom: rem(4), fontSize: rem(12) },
          error: { fontSize: rem(12) },
        },
      },
      Button: Button.extend({
        vars: (_, { size = 'sm' }) => ({ root: size === 'sm' ? { '--button-height': rem(32) } : {} }),
      }),
      Checkbox: Checkbox.extend({
        // The radius of the other fields would make a small box look like a radio button.
        defaultProps: { radius: 'xs' },
        vars: (_, { size = 'sm' }) => ({ root: size === 'sm' ? { '--checkbox-size': rem(17) } : {} }),
      }),
      SegmentedControl: { styles: { label: { fontWeight: 400 } } },
      ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
      Menu: { defaultProps: { shadow: 'md', withinPortal: true, transitionProps: { duration: 80 } } },
      Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80 } } },
      Modal: {
        defaultProps: {
          centered: false,
          yOffset: '10vh',
          transitionProps: { duration: 120 },
          overlayProps: { opacity: 0.4 },
        },
        styles: { title: { fontWeight: 600, fontSize: rem(16) } },
      },
      Drawer: {
        defaultProps: {
          position: 'right',
          transitionProps: { duration: 140 },
          overlayProps: { opacity: 0.3 },
        },
        styles: { title: { fontWeight: 600, fontSize: rem(16) } },
      },
      Portal: { defaultProps: { target: '#layers' } },
      Select: { defaultProps: { checkIconPosition: 'right', maxDropdownHeight: 280 } },
      MultiSelect: { defaultProps: { checkIconPosition: 'right', maxDropdownHeight: 280 } },
      Table: { defaultProps: { verticalSpacing: 7, horizontalSpacing: 'sm' } },
      Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500 } },
      Skeleton: { defaultProps: { radius: 'sm' } },
    },
  });

/** The program's own colours, by scheme. Secondary text keeps AA contrast on every surface. */
export const colorVariables: CSSVariablesResolver = () => ({
  variables: {
    '--kc-shadow': '0 1px 2px rgb(16 24 40 / 6%)',
  },
  light: {
    '--mantine-color-dimmed': '#59626e',
    '--mantine-color-placeholder': '#737c88',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-default-border': '#d5d9df',
    '--kc-surface': '#ffffff',
    '--kc-raised': '#ffffff',
    '--kc-nav': '#f6f7f9',
    '--kc-line': '#e7e9ed',
    '--kc-line-strong': '#d5d9df',
    '--kc-dim': '#59626e',
    '--kc-hover': '#f1f3f5',
    '--kc-selected': 'color-mix(in srgb, var(--mantine-primary-color-filled) 9%, #ffffff)',
    '--kc-accent-text': 'var(--mantine-primary-color-7)',
  },
  dark: {
    '--mantine-color-body': '#15181d',
    '--mantine-color-dimmed': '#a0a7b2',
    '--mantine-color-placeholder': '#8b93a0',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-default-border': '#373d47',
    '--kc-surface': '#15181d',
    '--kc-raised': '#1d2127',
    '--kc-nav': '#101317',
    '--kc-line': '#272c34',
    '--kc-line-strong': '#373d47',
    '--kc-dim': '#a0a7b2',
    '--kc-hover': '#1f242b',
    '--kc-selected': 'color-mix(in srgb, var(--mantine-primary-color-filled) 26%, #15181d)',
    '--kc-accent-text': 'var(--mantine-primary-color-3)',
  },
});
