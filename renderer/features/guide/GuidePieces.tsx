import { Fragment, type ReactNode } from 'react';
import type { Piece } from './guide-text.ts';

interface GuidePiecesProps {
  readonly pieces: readonly Piece[];
  readonly pictures: Readonly<Record<string, string>>;
}

/** The text of the guide: never more than text, lists, tables, pictures and addresses. */
export function GuidePieces({ pieces, pictures }: GuidePiecesProps): ReactNode {
  // The text is fixed when the program is built: its places never change.
  return pieces.map((piece, at) => <OnePiece key={at} piece={piece} pictures={pictures} />);
}

function OnePiece({ piece, pictures }: { piece: Piece; pictures: GuidePiecesProps['pictures'] }): ReactNode {
  const inner = <GuidePieces pieces={piece.parts ?? []} pictures={pictures} />;
  switch (piece.kind) {
    case 'paragraph':
      return <p>{inner}</p>;
    case 'heading':
      return <h3>{inner}</h3>;
    case 'list':
      return piece.ordered === true ? <ol>{inner}</ol> : <ul>{inner}</ul>;
    case 'item':
      return <li>{inner}</li>;
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {(piece.head ?? []).map((cell, at) => (
                <th key={at} scope="col">
                  <GuidePieces pieces={cell} pictures={pictures} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(piece.rows ?? []).map((row, line) => (
              <tr key={line}>
                {row.map((cell, at) => (
                  <td key={at}>
                    <GuidePieces pieces={cell} pictures={pictures} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'code':
      return <pre>{piece.text}</pre>;
    case 'codespan':
      return <code>{piece.text}</code>;
    case 'strong':
      return <strong>{inner}</strong>;
    case 'em':
      return <em>{inner}</em>;
    case 'link':
      // The program goes nowhere by itself: the address is read, not followed.
      return inner;
    case 'image':
      return <img src={pictures[piece.href ?? '']} alt={piece.text ?? ''} loading="lazy" />;
    case 'text':
      return <Fragment>{piece.text}</Fragment>;
  }
}
