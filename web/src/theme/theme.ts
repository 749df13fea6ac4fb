import { type CSSVariablesResolver, createTheme, defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core'
import { colourVariables, IPE, SHADOW } from './tokens.ts'

/** Mantine's own words for surfaces, said in ours, so that one set of tokens rules both. */
const MANTINE_WORDS = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-2)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-success': 'var(--ok)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--surface-2)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--surface-2)',
  '--mantine-color-disabled-color': 'var(--text-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent-text)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-ipe-outline': 'var(--accent)',
  '--mantine-color-ipe-filled': 'var(--accent)',
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mantine-font-weight-medium': '500', '--shadow': SHADOW, '--r-1': '4px', '--r-2': '6px', '--r-3': '10px' },
  light: { ...colourVariables(0), ...MANTINE_WORDS },
  dark: { ...colourVariables(1), ...MANTINE_WORDS },
})

/** Buttons know two colours: the accent, and `danger` for what cannot be undone. */
const variantColors: VariantColorsResolver = (input) => {
  const danger = input.color === 'danger'
  const none = 'transparent'
  const edge = (colour: string) => `1px solid ${colour}`
  switch (input.variant) {
    case 'filled':
      return danger
        ? { background: 'var(--danger)', hover: 'var(--danger)', color: 'var(--surface)', border: edge(none) }
        : { background: 'var(--accent)', hover: 'var(--accent-hover)', color: 'var(--on-accent)', border: edge(none) }
    case 'light':
      return danger
        ? { background: 'var(--danger-soft)', hover: 'var(--danger-soft)', color: 'var(--danger)', border: edge(none) }
        : { background: 'var(--accent-soft)', hover: 'var(--accent-soft)', color: 'var(--accent-text)', border: edge(none) }
    case 'outline':
      return danger
        ? { background: none, hover: 'var(--danger-soft)', color: 'var(--danger)', border: edge('var(--danger)') }
        : { background: none, hover: 'var(--accent-soft)', color: 'var(--accent-text)', border: edge('var(--accent)') }
    case 'subtle':
      return danger
        ? { background: none, hover: 'var(--danger-soft)', color: 'var(--danger)', border: edge(none) }
        : { background: none, hover: 'var(--surface-2)', color: 'var(--text-2)', border: edge(none) }
    case 'transparent':
      return { background: none, hover: none, color: danger ? 'var(--danger)' : 'var(--accent-text)', border: edge(none) }
    default:
      return defaultVariantColorsResolver(input)
  }
}

const CONTROL_HEIGHT: Record<string, string> = { xs: '28px', sm: '32px', md: '36px', lg: '40px' }
const height = (size: unknown, fallback: string) => CONTROL_HEIGHT[String(size ?? fallback)] ?? '32px'

export const theme = createTheme({
  primaryColor: 'ipe',
  primaryShade: { light: 7, dark: 4 },
  colors: { ipe: IPE },
  variantColorResolver: variantColors,
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '10px', xl: '999px' },
  defaultRadius: 'sm',
  shadows: { xs: 'none', sm: 'none', md: SHADOW, lg: SHADOW, xl: SHADOW },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  focusRing: 'never', // base.css draws one ring for everything that takes focus
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: (_: unknown, props: { size?: unknown }) => ({
        root: {
          '--button-height': height(props.size, 'sm'),
          '--button-fz': props.size === 'lg' ? '14px' : '13px',
          '--button-padding-x': props.size === 'xs' ? '8px' : props.size === 'lg' ? '16px' : '12px',
        },
      }),
    },
    ActionIcon: {
      defaultProps: { variant: 'subtle', size: 32 },
    },
    Input: { vars: () => ({ wrapper: { '--input-height': '36px', '--input-fz': '14px' } }) },
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      vars: () => ({
        label: { '--input-label-size': '13px' },
        description: { '--input-description-size': '12px' },
        error: { '--input-error-size': '12px' },
      }),
    },
    Modal: {
      defaultProps: {
        radius: 'md',
        centered: true,
        transitionProps: { duration: 180, transition: 'fade' },
        overlayProps: { backgroundOpacity: 0.4 },
      },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 180 } } },
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        shadow: 'md',
        radius: 'md',
        transitionProps: { duration: 120, transition: 'fade' },
      },
    },
    Popover: { defaultProps: { shadow: 'md', radius: 'md', transitionProps: { duration: 120, transition: 'fade' } } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80 } } },
  },
})
