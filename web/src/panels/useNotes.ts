import { useEffect, useRef } from 'react';

/** Reports notes when they change, and only then, whatever function the caller hands over at each rendering. */
export function useNotes(notes: string[], onNotes: ((notes: string[]) => void) | undefined): void {
  const report = useRef(onNotes);
  const latest = useRef(notes);
  report.current = onNotes;
  latest.current = notes;
  const key = notes.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the notes
  useEffect(() => {
    report.current?.(latest.current);
  }, [key]);
}
