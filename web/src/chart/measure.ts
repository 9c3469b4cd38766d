export const fontFamily = "'Inter Variable', Inter, system-ui, sans-serif";

let context: CanvasRenderingContext2D | null | undefined;

/** Width in CSS pixels. Where there is no canvas (a test), letters are 0.55 em wide. */
export function textWidth(text: string, fontSize: number, weight = 400): number {
  context ??= canUseCanvas() ? document.createElement('canvas').getContext('2d') : null;
  if (!context) {
    return text.length * fontSize * 0.55;
  }
  context.font = `${weight} ${fontSize}px ${fontFamily}`;
  return context.measureText(text).width;
}

function canUseCanvas(): boolean {
  return typeof CanvasRenderingContext2D !== 'undefined';
}

/** The largest size at which `text` fits into the box, with a line height of `lineHeight` times the size. */
export function fittingSize(
  text: string,
  width: number,
  height: number,
  weight = 400,
  lineHeight = 1.2,
): number {
  const reference = 100;
  const byWidth = (width / Math.max(textWidth(text, reference, weight), 1)) * reference;
  return Math.max(0, Math.min(byWidth, height / lineHeight));
}

/** The whole text, or as much of it as still says something, or nothing. */
export function shortened(text: string, room: number, fontSize: number): string {
  if (room < fontSize) {
    return '';
  }
  if (textWidth(text, fontSize) <= room) {
    return text;
  }
  for (let length = text.length - 1; length >= 2; length--) {
    const part = `${text.slice(0, length)}…`;
    if (textWidth(part, fontSize) <= room) {
      return part;
    }
  }
  return '';
}
