const PREFIX = 'kechi.';

/** What this device remembers between starts; an unreadable store counts as empty. */
export function readSetting(name: string): unknown {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Keeps a value on this device; a full or forbidden store is no reason to stop working. */
export function writeSetting(name: string, value: unknown): void {
  try {
    if (value === null || value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    return;
  }
}

/** What this window remembers, over a reload and no longer: as text, for a store that keeps itself. */
export const windowSettings = {
  getItem(name: string): string | null {
    try {
      return sessionStorage.getItem(PREFIX + name);
    } catch {
      return null;
    }
  },
  setItem(name: string, text: string): void {
    try {
      sessionStorage.setItem(PREFIX + name, text);
    } catch {
      return;
    }
  },
  removeItem(name: string): void {
    sessionStorage.removeItem(PREFIX + name);
  },
};

export function settingNames(): string[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
}
