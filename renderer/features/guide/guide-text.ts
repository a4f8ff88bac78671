import { useQuery } from '@tanstack/react-query';
import type { Language } from '#core/sessions/sessions.contract.ts';
import type { GuideSection } from './sections.ts';

/** A piece of the guide's text, as the build has taken it apart. */
export interface Piece {
  readonly kind:
    | 'paragraph'
    | 'heading'
    | 'list'
    | 'item'
    | 'table'
    | 'code'
    | 'codespan'
    | 'strong'
    | 'em'
    | 'link'
    | 'image'
    | 'text';
  readonly text?: string;
  readonly href?: string;
  readonly ordered?: boolean;
  readonly depth?: number;
  readonly head?: readonly (readonly Piece[])[];
  readonly rows?: readonly (readonly (readonly Piece[])[])[];
  readonly parts?: readonly Piece[];
}

export interface GuideText {
  readonly sections: readonly {
    readonly id: GuideSection;
    readonly title: string;
    readonly pieces: readonly Piece[];
  }[];
  /** The pictures' addresses by the names that the text has for them. */
  readonly pictures: Readonly<Record<string, string>>;
}

const texts: Readonly<Record<Language, () => Promise<GuideText>>> = {
  'zh-CN': () => import('#docs/guide/zh-CN.md'),
  en: () => import('#docs/guide/en.md'),
};

/** The guide in a language: part of the program, fetched when it is first opened. */
export function useGuide(language: Language) {
  return useQuery({ queryKey: ['guide', language], queryFn: texts[language], staleTime: Infinity });
}
