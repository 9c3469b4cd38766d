/** Options come from files written by people and by many versions of Grafana: each is read with its type and default. */
export class OptionReader {
  constructor(private readonly source: unknown) {}

  at(key: string): unknown {
    return typeof this.source === 'object' && this.source !== null
      ? (this.source as Record<string, unknown>)[key]
      : undefined;
  }

  under(key: string): OptionReader {
    return new OptionReader(this.at(key));
  }

  text(key: string): string | undefined {
    const value = this.at(key);
    return typeof value === 'string' ? value : undefined;
  }

  number(key: string): number | undefined {
    const value = this.at(key);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  }

  flag(key: string, fallback: boolean): boolean {
    const value = this.at(key);
    return typeof value === 'boolean' ? value : fallback;
  }

  texts(key: string): string[] {
    const value = this.at(key);
    return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
  }

  /** One of a few words; anything else is the first of them. */
  choice<T extends string>(key: string, choices: readonly [T, ...T[]]): T {
    const value = this.at(key);
    return choices.find((choice) => choice === value) ?? choices[0];
  }
}
