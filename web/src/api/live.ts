export interface LivePoint {
  machine_id: string;
  metric_type: string;
  zone_number: number | null;
  timestamp: number;
  value: number;
  target_value: number | null;
}

export interface LiveFilter {
  machines?: string[];
  metrics?: string[];
}

export interface LiveListener {
  onPoints(points: LivePoint[], skipped: number): void;
  /** From now on points come. `again`: the line had broken, and what was sent meanwhile is not known here. */
  onOpen(again: boolean): void;
}

export type LiveState = 'off' | 'connecting' | 'live' | 'reconnecting';

const LONGEST_PAUSE = 30_000;

/** Doubles from one second to half a minute; `chance` (0 to 1) keeps a plant full of screens from returning at once. */
export function pauseBefore(attempt: number, chance: number): number {
  const pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** Math.min(attempt, 5));
  return Math.round(pause * (0.5 + chance / 2));
}

/** The server may write the time of a point as text or as milliseconds. */
export function pointFrom(json: Omit<LivePoint, 'timestamp'> & { timestamp: string | number }): LivePoint {
  const timestamp = typeof json.timestamp === 'number' ? json.timestamp : Date.parse(json.timestamp);
  return { ...json, timestamp };
}

interface Subscription {
  filter: LiveFilter;
  listener: LiveListener;
}

/**
 * The one WebSocket of the page. It is open while somebody listens, and comes back by itself. `stillWelcome` is asked before
 * each return, because a browser hides from the page whether a WebSocket was refused for a missing session.
 */
export class LiveConnection {
  #socket: WebSocket | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #attempt = 0;
  #wasLive = false;
  #nextId = 1;
  #state: LiveState = 'off';
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #watchers = new Set<() => void>();

  constructor(
    private readonly url: () => string,
    private readonly stillWelcome: () => Promise<boolean>,
  ) {}

  get state(): LiveState {
    return this.#state;
  }

  watchState = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  subscribe(filter: LiveFilter, listener: LiveListener): () => void {
    const id = String(this.#nextId++);
    this.#subscriptions.set(id, { filter, listener });
    if (this.#socket === null && this.#retry === null) this.#open();
    else if (this.#state === 'live') {
      this.#tell({ subscribe: id, ...filter });
      listener.onOpen(false);
    }
    return () => {
      this.#subscriptions.delete(id);
      this.#tell({ unsubscribe: id });
      // A page that changes its subscription drops the old one first; only a page that really left closes the line.
      queueMicrotask(() => {
        if (this.#subscriptions.size === 0) this.#close();
      });
    };
  }

  #open(): void {
    this.#become(this.#wasLive || this.#attempt > 0 ? 'reconnecting' : 'connecting');
    const socket = new WebSocket(this.url());
    this.#socket = socket;
    socket.onopen = () => {
      const again = this.#wasLive;
      this.#attempt = 0;
      this.#wasLive = true;
      this.#become('live');
      for (const [id, { filter, listener }] of this.#subscriptions) {
        this.#tell({ subscribe: id, ...filter });
        listener.onOpen(again);
      }
    };
    socket.onmessage = (event) => this.#hear(String(event.data));
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#retryLater();
    };
  }

  #retryLater(): void {
    if (this.#subscriptions.size === 0) {
      this.#become('off');
      return;
    }
    this.#become('reconnecting');
    this.#retry = setTimeout(
      async () => {
        const welcome = await this.stillWelcome();
        this.#retry = null;
        if (this.#subscriptions.size === 0) this.#become('off');
        else if (welcome) this.#open();
        else this.#retryLater();
      },
      pauseBefore(this.#attempt++, Math.random()),
    );
  }

  #hear(text: string): void {
    const message = JSON.parse(text) as {
      id?: string;
      points?: Parameters<typeof pointFrom>[0][];
      skipped?: number;
      error?: string;
    };
    if (message.error !== undefined) console.warn(`Live data: ${message.error}`);
    const subscription = message.id === undefined ? undefined : this.#subscriptions.get(message.id);
    subscription?.listener.onPoints((message.points ?? []).map(pointFrom), message.skipped ?? 0);
  }

  #tell(message: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #close(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#attempt = 0;
    this.#wasLive = false;
    this.#become('off');
  }

  #become(state: LiveState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  }
}
