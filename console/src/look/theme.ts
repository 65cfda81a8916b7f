import { createTheme, type MantineColorsTuple } from '@mantine/core'

// Mantine wants ten shades; look.css gives the colours that show, for both schemes.
const teal = Array.from({ length: 10 }, () => 'var(--accent)') as unknown as MantineColorsTuple

export const theme = createTheme({
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'teal',
  colors: { teal },
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  headings: { fontWeight: '500' },
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 100, transition: 'fade' },
        overlayProps: { color: 'var(--ground)', backgroundOpacity: 0.7 },
      },
    },
    Popover: { defaultProps: { shadow: 'none', transitionProps: { duration: 100, transition: 'fade' } } },
    Menu: { defaultProps: { shadow: 'none', transitionProps: { duration: 100, transition: 'fade' } } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 100, transition: 'fade' } } },
    Select: { defaultProps: { comboboxProps: { shadow: 'none', transitionProps: { duration: 100, transition: 'fade' } } } },
  },
})
