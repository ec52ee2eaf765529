/** What the page shows now; `ThemeToggle` keeps `data-shown` right. */
export function isDark(): boolean {
  return document.documentElement.dataset['shown'] === 'dark';
}

/** Calls back whenever the shown theme changes. Returns how to stop. */
export function onDarkChange(listener: (dark: boolean) => void): () => void {
  const observer = new MutationObserver(() => listener(isDark()));
  observer.observe(document.documentElement, { attributeFilter: ['data-shown'] });
  return () => observer.disconnect();
}
