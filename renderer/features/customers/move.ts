/** What moves customers between people and pool, each after a dialog. */
export type Move = 'return' | 'takeBack' | 'assign' | 'remove';

/** Which customers an action is for. */
export interface ActionTarget {
  readonly ids: readonly number[];
  /** Name and owner where it is one. */
  readonly name: string | null;
  readonly ownerId: number | null;
}

/** What the dialog was answered. */
export interface MoveAnswer {
  readonly toId: number | null;
  readonly reason: string | null;
  /** What becomes of open tasks where a customer goes back to the pool. */
  readonly tasks: 'stay' | 'close';
}
