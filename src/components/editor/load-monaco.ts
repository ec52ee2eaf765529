/** The only doors to Monaco. The build renders the workbench too, and has no use for what is behind them. */
const never = (): never => {
  throw new Error('Monaco runs in a browser only.');
};

export const loadMonacoEditor = import.meta.env.SSR ? never : () => import('./monaco.ts');
export const loadMonacoDiff = import.meta.env.SSR ? never : () => import('./monaco-diff.ts');
