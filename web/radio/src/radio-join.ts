// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { icons } from '../../room/src/icons.js';
import { shared } from '../../room/src/shared-styles.js';
import { type Language, radioWords } from './words.js';

/** What a phone shows before it is a handset: a name and one press. */
@customElement('radio-join')
export class RadioJoin extends LitElement {
  @property() language: Language = 'en';
  @property() name = '';
  /** Whether it may come in at all: it was shown a code, or has been here before. */
  @property({ type: Boolean }) invited = false;
  @property({ type: Boolean }) busy = false;
  /** Why it did not come in: a cause of the node, or `microphone`. */
  @property() cause = '';
  /** Of the certificate, as the code has it. */
  @property() fingerprint = '';
  @query('input') private readonly input!: HTMLInputElement | null;

  override render(): TemplateResult {
    const t = radioWords[this.language];
    const why = this.cause ? (t.joinBecause[this.cause] ?? t.joinOther) : '';
    return html`<form class="join" novalidate @submit=${this.#submit}>
      <span class="mark" aria-hidden="true">${icons.mic()}</span>
      <h1>${t.joinTitle}</h1>
      ${this.invited
        ? html`<p>${t.joinText}</p>
            <label for="name">${t.joinName}</label>
            <input id="name" name="name" maxlength="32" autocomplete="nickname" spellcheck="false" enterkeyhint="go" .value=${this.name} />`
        : html`<p>${t.joinScan}</p>`}
      ${why ? html`<p class="why" role="alert">${why}</p>` : nothing}
      ${this.invited ? html`<button class="button primary" ?disabled=${this.busy}>${this.busy ? t.joinBusy : t.join}</button>` : nothing}
      ${this.fingerprint
        ? html`<details><summary>${t.certificate}</summary><p>${t.certificateText}</p><code>${this.fingerprint}</code></details>`
        : nothing}
    </form>`;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = this.input?.value.trim() ?? '';
    if (name === '') {
      this.input?.focus();
      return;
    }
    this.dispatchEvent(new CustomEvent('join', { detail: name }));
  };

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        place-items: center;
        min-height: 100%;
        padding: var(--space-4);
      }

      .join {
        display: grid;
        gap: var(--space-3);
        width: min(100%, 380px);
      }

      .mark {
        display: grid;
        place-items: center;
        width: 72px;
        height: 72px;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent-strong);
      }

      .mark .icon {
        width: 34px;
        height: 34px;
      }

      h1 {
        font-size: 1.5rem;
        letter-spacing: -0.02em;
      }

      p {
        color: var(--ink-soft);
        line-height: 1.45;
      }

      label {
        font-weight: 600;
      }

      input {
        min-height: 48px;
        padding: 0 var(--space-4);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface-raised);
        color: var(--ink);
        font: inherit;
        font-size: 1rem;
      }

      .why {
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        background: var(--critical-soft);
        color: var(--ink);
      }

      .button {
        justify-content: center;
        min-height: 52px;
        font-size: 1rem;
      }

      details {
        color: var(--ink-soft);
        font-size: var(--text-small);
      }

      summary {
        padding: var(--space-2) 0;
        cursor: pointer;
      }

      code {
        overflow-wrap: anywhere;
      }
    `,
  ];
}
