interface Refusal {
  title: string;
  meaning: string;
}

const KNOWN: Record<string, Refusal> = {
  overloaded: {
    title: 'Queue full',
    meaning: 'More came in than could be written. Senders were told when to send it again.',
  },
  unavailable: {
    title: 'Database away',
    meaning: 'It could not be reached, or the server was stopping. Senders were told to send it again.',
  },
  malformed: {
    title: 'Not readable',
    meaning: 'The body was not what its door takes. The answer told the sender what is wrong.',
  },
  'too-large': { title: 'Too large', meaning: 'The sender has to send fewer points at once.' },
  'unsupported-encoding': {
    title: 'Unknown packing',
    meaning: 'The sender has to send plain, or packed once with gzip or zstd.',
  },
  failed: {
    title: 'Database refused',
    meaning: 'A fault of the server; its log says more. Nothing of these requests was stored.',
  },
};

/** What a category of refused requests means. One that is not known here speaks for itself. */
export function refusalOf(category: string): Refusal {
  const words = category.replaceAll('-', ' ');
  return KNOWN[category] ?? { title: words.charAt(0).toUpperCase() + words.slice(1), meaning: '' };
}

/** The most frequent first. */
export function refusalsOf(refused: Record<string, number>): { category: string; requests: number }[] {
  return Object.entries(refused)
    .filter(([, requests]) => requests > 0)
    .map(([category, requests]) => ({ category, requests }))
    .sort((a, b) => b.requests - a.requests);
}
