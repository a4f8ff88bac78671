import type { Department } from '#core/people/people.contract.ts';

export interface DepartmentNode extends Department {
  /** 0 at the top. */
  readonly depth: number;
}

/** Departments in the order of the tree, each below its parent, by name within one. */
export function inTreeOrder(departments: readonly Department[]): readonly DepartmentNode[] {
  const known = new Set(departments.map((department) => department.id));
  const below = Map.groupBy(departments, ({ parentId }) =>
    parentId !== null && known.has(parentId) ? parentId : null,
  );
  const walk = (parentId: number | null, depth: number): DepartmentNode[] =>
    (below.get(parentId) ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
      .flatMap((department) => [{ ...department, depth }, ...walk(department.id, depth + 1)]);
  return walk(null, 0);
}

/** The department itself and all that lie below it. */
export function withAllBelow(departments: readonly Department[], id: number): ReadonlySet<number> {
  const found = new Set([id]);
  for (let grown = true; grown;) {
    const before = found.size;
    for (const department of departments) {
      if (department.parentId !== null && found.has(department.parentId)) found.add(department.id);
    }
    grown = found.size > before;
  }
  return found;
}

/** `总公司 / 销售部`: names that two branches share are told apart. */
export function pathOf(departments: readonly Department[], id: number): string {
  const byId = new Map(departments.map((department) => [department.id, department]));
  const names: string[] = [];
  for (
    let at = byId.get(id);
    at !== undefined && names.length < 20;
    at = at.parentId === null ? undefined : byId.get(at.parentId)
  ) {
    names.unshift(at.name);
  }
  return names.join(' / ');
}
