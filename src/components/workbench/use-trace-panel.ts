import { useEffect, useState } from 'preact/hooks';

type TracePanel = typeof import('./TracePanel.tsx')['TracePanel'];

/** The trace panel's program, fetched with the first panel that is opened: nobody who only reads pays for it. */
export function useTracePanel(): TracePanel | 'failed' | null {
  const [panel, setPanel] = useState<{ readonly program: TracePanel | 'failed' } | null>(null);
  useEffect(() => {
    import('./TracePanel.tsx').then(
      ({ TracePanel }) => setPanel({ program: TracePanel }),
      () => setPanel({ program: 'failed' }),
    );
  }, []);
  return panel?.program ?? null;
}
