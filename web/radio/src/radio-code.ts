// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { qrDrawing } from '../../admin/src/qr-drawing.js';
import { shared } from '../../room/src/shared-styles.js';
import type { HandsetCode } from './state.js';
import { type Language, radioWords } from './words.js';

/** By what one phone becomes a handset, before everything else on the page. Says `done` when it is closed. */
@customElement('radio-code')
export class RadioCode extends LitElement {
  @property() language: Language = 'en';
  @property({ attribute: false }) code!: HandsetCode;

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  override firstUpdated(): void {
    this.dialog.showModal?.();
  }

  override render(): TemplateResult {
    const t = radioWords[this.language];
    const { code } = this;
    return html`<dialog aria-label=${t.handsetAdd} @close=${() => this.dispatchEvent(new CustomEvent('done'))}>
      <p class="who">${t.handsetCode(code.minutes)}</p>
      ${qrDrawing(code.url, t.handsetQr)}
      <code class="url">${code.url}</code>
      <p>${t.handsetWarning}</p>
      <code>${code.fingerprint}</code>
      <p><button type="button" class="button" @click=${() => this.dialog.close()}>${t.close}</button></p>
    </dialog>`;
  }

  static override styles = [
    shared,
    css`
      dialog {
        gap: var(--space-3);
        width: min(92vw, 420px);
        max-height: 92dvh;
        padding: var(--space-5);
        border: 0;
        border-radius: var(--radius);
        background: var(--surface-raised);
        color: var(--ink);
        font-size: 0.9375rem;
        line-height: 1.4;
      }

      dialog[open] {
        display: grid;
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }

      .who {
        font-weight: 600;
      }

      .qr {
        justify-self: center;
        width: min(100%, 260px);
        border-radius: var(--radius);
      }

      code {
        overflow-wrap: anywhere;
        font-size: var(--text-small);
      }
    `,
  ];
}
