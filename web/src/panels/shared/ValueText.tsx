import type { DisplayValue } from '../../grafana/display';

interface Props {
  value: DisplayValue;
  size: number;
  color?: string;
}

/** The number large, its unit smaller beside it. */
export function ValueText({ value, size, color }: Props) {
  return (
    <span className="andon-value" style={{ fontSize: size, color }}>
      {value.prefix && <span className="andon-value-unit">{value.prefix}</span>}
      {value.text}
      {value.suffix && <span className="andon-value-unit">{value.suffix}</span>}
    </span>
  );
}
