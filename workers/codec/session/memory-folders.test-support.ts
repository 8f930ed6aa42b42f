/** Thrown by every operation from the moment at which the tab died. */
class Crash extends Error {}

/** A disk in memory that outlives whoever writes to it: folders of files, and an operation at which the writer dies. */
export class MemoryDisk {
  readonly root = new MemoryFolder(this);
  /** Operations that changed something so far. */
  operations = 0;
  /** Number of the operation that is torn in the middle; none by default. */
  crashAt = Number.POSITIVE_INFINITY;

  /** Counts an operation; true for the one that is torn. */
  count(): boolean {
    this.operations++;
    if (this.operations > this.crashAt) throw new Crash('dead');
    return this.operations === this.crashAt;
  }
}

type Entry = MemoryFolder | MemoryFile;

class MemoryFolder {
  readonly kind = 'directory';
  private readonly inside = new Map<string, Entry>();

  constructor(private readonly disk: MemoryDisk) {}

  async getDirectoryHandle(name: string, how?: { create?: boolean }): Promise<MemoryFolder> {
    return this.get(name, MemoryFolder, how);
  }

  async getFileHandle(name: string, how?: { create?: boolean }): Promise<MemoryFile> {
    return this.get(name, MemoryFile, how);
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.inside.has(name)) throw new DOMException(name, 'NotFoundError');
    if (this.disk.count()) throw new Crash('before it was removed');
    this.inside.delete(name);
  }

  async *entries(): AsyncGenerator<[string, Entry]> {
    yield* [...this.inside];
  }

  private get<T extends Entry>(
    name: string,
    kind: new (disk: MemoryDisk) => T,
    how?: { create?: boolean },
  ): T {
    const known = this.inside.get(name);
    if (known) return known as T;
    if (!how?.create) throw new DOMException(name, 'NotFoundError');
    const made = new kind(this.disk);
    const isTorn = this.disk.count();
    this.inside.set(name, made);
    if (isTorn) throw new Crash('after it was made');
    return made;
  }
}

class MemoryFile {
  readonly kind = 'file';
  bytes = new Uint8Array(0);

  constructor(private readonly disk: MemoryDisk) {}

  async getFile(): Promise<File> {
    return new File([this.bytes], 'file', { lastModified: 1 });
  }

  async createSyncAccessHandle() {
    return {
      getSize: () => this.bytes.length,
      read: (into: Uint8Array, { at }: { at: number }) => {
        into.set(this.bytes.subarray(at, at + into.length));
        return Math.min(into.length, this.bytes.length - at);
      },
      write: (from: Uint8Array, { at }: { at: number }) => {
        const isTorn = this.disk.count();
        this.put(isTorn ? from.subarray(0, from.length >> 1) : from, at);
        if (isTorn) throw new Crash('half written');
        return from.length;
      },
      truncate: (size: number) => {
        if (this.disk.count()) throw new Crash('before it was cut');
        this.bytes = this.bytes.slice(0, size);
      },
      flush: () => {
        if (this.disk.count()) throw new Crash('before it was flushed');
      },
      close: () => undefined,
    };
  }

  private put(from: Uint8Array, at: number): void {
    const next = new Uint8Array(Math.max(this.bytes.length, at + from.length));
    next.set(this.bytes);
    next.set(from, at);
    this.bytes = next;
  }
}

/** Locks of one browser: `die` lets go of all that a dead tab held. */
export class MemoryLocks {
  private readonly held = new Map<string, () => void>();

  async request(
    name: string,
    _how: object,
    use: (lock: object | null) => Promise<void> | void,
  ): Promise<void> {
    if (this.held.has(name)) return void (await use(null));
    this.held.set(name, () => this.held.delete(name));
    await use({ name });
    this.held.delete(name);
  }

  async query() {
    return { held: [...this.held.keys()].map((name) => ({ name })) };
  }

  die(): void {
    this.held.clear();
  }
}
