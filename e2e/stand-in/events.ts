/** An event of Electron: it can be refused, and carries whatever its kind says. */
class StandInEvent {
  defaultPrevented = false;
  [key: string]: unknown;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export function event(more: Record<string, unknown> = {}): StandInEvent {
  return Object.assign(new StandInEvent(), more);
}
