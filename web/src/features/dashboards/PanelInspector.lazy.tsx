import { type ComponentProps, lazy, Suspense } from 'react';

const Inspector = lazy(() => import('./PanelInspector'));

export function PanelInspector(props: ComponentProps<typeof Inspector>) {
  return (
    <Suspense fallback={null}>
      <Inspector {...props} />
    </Suspense>
  );
}
