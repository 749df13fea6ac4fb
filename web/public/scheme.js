// Runs before the first paint, so that a dark page never flashes white. Same key and attribute as Mantine's own.
var chosen = null
try {
  chosen = localStorage.getItem('recado-color-scheme')
} catch {}
var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
