import '../shared/lcd.css';
import type { ReactNode } from 'react';
import { textWidth } from '../../chart/measure';
import { type DisplayValue, display, linksOf, rangeOf, textOf } from '../../grafana/display';
import { canvasColors, darken, type ThemeName, textOn, withAlpha } from '../../grafana/theme';
import { barBackground, lcdCells } from '../shared/bars';
import { shareOf } from '../shared/limits';
import type { Column } from './columns';

interface CellProps {
  column: Column;
  row: number;
  width: number;
  theme: ThemeName;
}

/** What a cell shows between its borders. */
export function Cell(props: CellProps) {
  const { column, row } = props;
  const value: unknown = column.field.values[row];
  const shown = display(column.field, value);
  switch (column.style.type) {
    case 'gauge':
      return typeof value === 'number' ? <GaugeCell {...props} shown={shown} /> : null;
    case 'image':
      return typeof value === 'string' && value !== '' ? (
        <img className="andon-cell-image" src={value} alt={column.name} />
      ) : null;
    case 'json-view':
      return <code className="andon-cell-json">{asJson(value)}</code>;
    case 'data-links':
      return <Links {...props} all />;
    case 'color-text':
      return (
        <Links {...props}>
          <span style={{ color: shown.color }}>{plainText(shown, value)}</span>
        </Links>
      );
    case 'auto':
    case 'color-background':
      return <Links {...props}>{plainText(shown, value)}</Links>;
  }
}

function plainText(shown: DisplayValue, value: unknown): string {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? asJson(value) : textOf(shown);
}

function asJson(value: unknown): string {
  if (typeof value !== 'string') {
    return JSON.stringify(value) ?? '';
  }
  try {
    return JSON.stringify(JSON.parse(value));
  } catch {
    return value;
  }
}

/** The cell as the first link, or the list of all of them. */
function Links({ column, row, all, children }: CellProps & { all?: boolean; children?: ReactNode }) {
  const links = column.field.config.links?.length ? linksOf(column.field, row) : [];
  if (all) {
    return (
      <span className="andon-cell-links">
        {links.map((link) => (
          <a key={link.href} href={link.href} target={link.target} rel="noreferrer">
            {link.title}
          </a>
        ))}
      </span>
    );
  }
  const [link] = links;
  return link ? (
    <a href={link.href} target={link.target} rel="noreferrer" title={link.title}>
      {children}
    </a>
  ) : (
    children
  );
}

function GaugeCell({ column, width, theme, shown }: CellProps & { shown: DisplayValue }) {
  const { field, style } = column;
  const limits = rangeOf(field);
  const config = { ...field.config, ...limits };
  const value = { name: '', display: shown, field: config, hasLinks: false };
  const share = shareOf(shown.numeric, limits);
  const text = textOf(shown);
  const textSpace = style.valueShown === 'hidden' ? 0 : textWidth(text, 14) + 8;
  const length = Math.max(10, width - Math.max(textSpace, 56) - 18);
  return (
    <span className="andon-cell-gauge">
      {style.mode === 'lcd' ? (
        <span className="andon-bar-lcd" style={{ width: length }}>
          {lcdCells(value, Math.max(1, Math.floor(length / 8)), (at) => field.display?.(at).color).map(
            ({ color, lit }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
              <span key={i} style={{ background: color, opacity: lit ? 1 : 0.18 }} />
            ),
          )}
        </span>
      ) : (
        <span className="andon-cell-track" style={{ width: length, background: canvasColors(theme).track }}>
          <span
            style={{
              width: length * share,
              background: barBackground(value, share, style.mode, false, theme),
            }}
          />
        </span>
      )}
      {style.valueShown !== 'hidden' && (
        <span
          className="andon-cell-gauge-value"
          style={{ color: style.valueShown === 'color' ? shown.color : undefined }}
        >
          {text}
        </span>
      )}
    </span>
  );
}

/** The colours behind a cell, when its column asks for them. */
export function cellBackground(
  column: Column,
  row: number,
  theme: ThemeName,
): { background?: string; color?: string } {
  if (column.style.type !== 'color-background') {
    return {};
  }
  const { color } = display(column.field, column.field.values[row]);
  if (!color) {
    return {};
  }
  const solid = column.style.mode === 'basic' || column.style.applyToRow;
  return {
    background: solid ? color : `linear-gradient(120deg, ${darken(color, 0.08)}, ${color})`,
    color: textOn(withAlpha(color, 1), theme),
  };
}
