import {
  getDocument,
  GlobalWorkerOptions,
  PDFDataRangeTransport,
  type PDFDocumentLoadingTask,
} from 'pdfjs-dist';
import { readPart } from './contents.ts';

GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url).href;

/** Bytes that are read at a time: large documents show their first page before they are there. */
const partBytes = 512 * 1024;

/** Reads a stored file in parts, over whichever door the window has. */
class StoredFile extends PDFDataRangeTransport {
  readonly #versionId: number;
  readonly #stop = new AbortController();
  readonly #onError: (error: unknown) => void;

  constructor(versionId: number, bytes: number, first: Uint8Array, onError: (error: unknown) => void) {
    super(bytes, first, first.length >= bytes);
    this.#versionId = versionId;
    this.#onError = onError;
  }

  override requestDataRange(begin: number, end: number): void {
    readPart(this.#versionId, { from: begin, to: end, signal: this.#stop.signal }).then(
      ({ bytes }) => this.onDataRange(begin, new Uint8Array(bytes)),
      (error: unknown) => {
        if (!this.#stop.signal.aborted) this.#onError(error);
      },
    );
  }

  override abort(): void {
    this.#stop.abort();
  }
}

const here = (folder: string) => new URL(`/pdf/${folder}/`, location.origin).href;

/**
 * Opens a stored PDF for showing. Its scripts never run: they are a part of pdf.js that is not loaded here. Everything
 * that is needed for it comes from the program itself.
 */
export async function openPdf(
  versionId: number,
  bytes: number,
  onError: (error: unknown) => void,
): Promise<PDFDocumentLoadingTask> {
  const first = await readPart(versionId, { from: 0, to: Math.min(bytes, partBytes) });
  return getDocument({
    range: new StoredFile(versionId, bytes, new Uint8Array(first.bytes), onError),
    rangeChunkSize: partBytes,
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: here('cmaps'),
    standardFontDataUrl: here('standard_fonts'),
    iccUrl: here('iccs'),
    wasmUrl: here('wasm'),
    // The content policy allows no WebAssembly: pictures are decoded by plain scripts instead.
    useWasm: false,
    enableXfa: false,
    // A page of a document must not take the memory of the PC.
    maxImageSize: 100_000_000,
  });
}

export type { PDFDocumentProxy } from 'pdfjs-dist';
