// SPDX-License-Identifier: Apache-2.0
import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import '../../room/src/notice-strip.js';
import { ApiError } from './api.js';
import type { AdminWords } from './words.js';

/** Something that the server is asked for: on its way, there, or refused. Only the newest question counts. */
export class Resource<Value> {
  value: Value | undefined;
  error: unknown;
  readonly #host: ReactiveControllerHost;
  #run = 0;
  #last: (() => Promise<Value>) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get loading(): boolean {
    return this.value === undefined && this.error === undefined;
  }

  /** Asks; what was there before stays until the answer comes, unless `fresh`. */
  async load(work: () => Promise<Value>, fresh = false): Promise<void> {
    const run = ++this.#run;
    this.#last = work;
    this.error = undefined;
    if (fresh) {
      this.value = undefined;
    }
    this.#host.requestUpdate();
    try {
      const value = await work();
      if (run === this.#run) {
        this.value = value;
      }
    } catch (error) {
      if (run === this.#run) {
        this.error = error;
      }
    }
    this.#host.requestUpdate();
  }

  again(): void {
    if (this.#last) {
      void this.load(this.#last);
    }
  }

  render(t: AdminWords, view: (value: Value) => unknown): unknown {
    if (this.error !== undefined) {
      return failure(this.error, t, () => this.again());
    }
    return this.value === undefined ? skeleton(t) : view(this.value);
  }
}

/** Grey lines where something will be. */
export function skeleton(t: AdminWords): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${t.loading}><i></i><i></i><i></i><i></i></div>`;
}

/** Nothing is there, and that is fine. */
export function empty(title: string, text: string): TemplateResult {
  return html`<div class="empty"><p class="empty-title">${title}</p><p>${text}</p></div>`;
}

export function failure(error: unknown, t: AdminWords, again: () => void): TemplateResult {
  const [heading, text] = failureWords(error, t);
  const tone = error instanceof ApiError && error.status === 404 ? 'info' : 'problem';
  return html`<palaver-notice tone=${tone} heading=${heading} text=${text}>
    <button class="button" type="button" @click=${again}>${t.tryAgain}</button>
  </palaver-notice>`;
}

export function failureWords(error: unknown, t: AdminWords): [string, string] {
  const { status, code } = error instanceof ApiError ? error : { status: -1, code: 'INTERNAL' };
  if (status === 0) {
    return [t.unreachable, t.unreachableText];
  }
  if (status === 404) {
    return [t.notHere, t.notHereText];
  }
  if (status === 429) {
    return [t.tooFast, t.tooFastText];
  }
  if (status === 401 || status === 403) {
    return [t.forbidden, t.forbiddenText];
  }
  return [t.failed, t.failedText(code)];
}
