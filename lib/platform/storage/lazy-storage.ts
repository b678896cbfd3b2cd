import type { FileStorage, StoredObject } from "./storage";

/** A storage that is loaded when it is used for the first time: the S3 SDK costs time and memory. */
export class LazyStorage implements FileStorage {
  private loading: Promise<FileStorage> | undefined;

  constructor(private readonly load: () => Promise<FileStorage>) {}

  async put(...args: Parameters<FileStorage["put"]>) {
    return (await this.loaded()).put(...args);
  }

  async putBytes(...args: Parameters<FileStorage["putBytes"]>) {
    return (await this.loaded()).putBytes(...args);
  }

  async read(...args: Parameters<FileStorage["read"]>) {
    return (await this.loaded()).read(...args);
  }

  async withLocalFile<T>(key: string, act: (path: string) => Promise<T>): Promise<T> {
    return (await this.loaded()).withLocalFile(key, act);
  }

  async size(...args: Parameters<FileStorage["size"]>) {
    return (await this.loaded()).size(...args);
  }

  async delete(...args: Parameters<FileStorage["delete"]>) {
    return (await this.loaded()).delete(...args);
  }

  async *list(): AsyncGenerator<StoredObject> {
    yield* (await this.loaded()).list();
  }

  async freeBytes() {
    return (await this.loaded()).freeBytes();
  }

  async removeRemains(...args: Parameters<FileStorage["removeRemains"]>) {
    return (await this.loaded()).removeRemains(...args);
  }

  private loaded(): Promise<FileStorage> {
    this.loading ??= this.load().catch((error) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }
}
