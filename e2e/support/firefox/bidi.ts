import { WebSocket } from 'ws';

interface Reply {
  readonly id?: number;
  readonly type: 'success' | 'error' | 'event';
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
  readonly method?: string;
  readonly params?: unknown;
}

/** A WebDriver BiDi connection: commands by id, events by name. https://w3c.github.io/webdriver-bidi/ */
export class Bidi {
  private readonly socket: WebSocket;
  private readonly waiting = new Map<
    number,
    { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void }
  >();
  private readonly listeners = new Map<string, (params: unknown) => void>();
  private lastId = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => this.receive(JSON.parse(String(data)) as Reply));
    socket.on('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('the browser closed the connection'));
    });
  }

  static async connect(address: string): Promise<Bidi> {
    const socket = new WebSocket(address);
    await new Promise((open, fail) => socket.once('open', open).once('error', fail));
    return new Bidi(socket);
  }

  /** Rejects with the browser's error. */
  send<T>(method: string, params: object): Promise<T> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: (result) => resolve(result as T), reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Subscribes to one kind of event. */
  async on<T>(event: string, listener: (params: T) => void): Promise<void> {
    this.listeners.set(event, listener as (params: unknown) => void);
    await this.send('session.subscribe', { events: [event] });
  }

  close(): void {
    this.socket.close();
  }

  private receive({ id, type, result, error, message, method, params }: Reply): void {
    if (type === 'event') {
      this.listeners.get(method ?? '')?.(params);
      return;
    }
    const call = this.waiting.get(id ?? -1);
    this.waiting.delete(id ?? -1);
    if (type === 'success') call?.resolve(result);
    else call?.reject(new Error(`${error}: ${message}`));
  }
}
