import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

interface Size {
  width: number;
  height: number;
}

interface Props extends Size {
  legend?: ReactNode;
  placement: 'bottom' | 'right';
  children: (size: Size) => ReactNode;
}

/** The picture takes what the legend leaves. */
export function VizLayout({ width, height, legend, placement, children }: Props) {
  const main = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);

  useLayoutEffect(() => {
    const element = main.current;
    if (!element) {
      return;
    }
    const measure = () => {
      const next = { width: element.clientWidth, height: element.clientHeight };
      setSize((old) => (old?.width === next.width && old.height === next.height ? old : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <div className="andon-viz" data-placement={placement} style={{ width, height }}>
      <div ref={main} className="andon-viz-main">
        {size && size.width > 0 && size.height > 0 && children(size)}
      </div>
      {legend && <div className="andon-viz-legend">{legend}</div>}
    </div>
  );
}
