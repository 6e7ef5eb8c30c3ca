// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LineQuality, Participant } from '@palaver/client';
import { icons } from './icons.js';
import './moderation-form.js';
import type { Chosen, ModeratingState } from './moderating.js';
import './panel.js';
import { qualityText } from './quality-text.js';
import type { ReportingState } from './reporting.js';
import { shared } from './shared-styles.js';
import { type Language, words, type Words } from './words.js';

/** What can be done about one person: how loud they are here, and a report to the moderators. */
@customElement('palaver-person')
export class PersonMenu extends LitElement {
  @property() language: Language = 'en';
  @property({ attribute: false }) person!: Participant;
  @property({ attribute: false }) quality: LineQuality | undefined;
  @property({ type: Number }) volume = 1;
  @property() reported: ReportingState = 'no';
  /** What the reader may do to others here. */
  @property({ attribute: false }) permissions: readonly string[] = [];
  @property() moderating: ModeratingState = 'idle';
  @state() private reporting = false;

  override render(): TemplateResult {
    const text = this.#words;
    const { username } = this.person;
    return html`<palaver-panel
      heading=${this.reporting ? text.reportTitle(username) : username}
      closeLabel=${text.close}
      @close=${() => this.dispatchEvent(new CustomEvent('close'))}
    >
      ${this.reporting ? this.#report() : this.#overview()}
    </palaver-panel>`;
  }

  #overview(): TemplateResult {
    const text = this.#words;
    const percent = Math.round(this.volume * 100);
    return html`
      <div class="volume">
        <label for="volume">${text.volume}</label>
        <output>${percent} %</output>
        <input
          id="volume"
          type="range"
          min="0"
          max="200"
          step="5"
          aria-label=${text.volumeOf(this.person.username)}
          .value=${String(percent)}
          @input=${(event: Event) => this.#setVolume(Number((event.target as HTMLInputElement).value) / 100)}
        />
      </div>
      ${this.quality ? html`<p class="quality">${qualityText(this.quality, this.language)}</p>` : nothing}
      <div class="actions">
        ${percent === 100
          ? nothing
          : html`<button class="button" type="button" @click=${() => this.#setVolume(1)}>${text.volumeReset}</button>`}
        <button class="button" type="button" @click=${() => (this.reporting = true)}>${icons.flag()}${text.report}</button>
      </div>
      ${this.permissions.includes('sanction') || this.permissions.includes('ban') ? this.#moderation() : nothing}
    `;
  }

  #moderation(): TemplateResult {
    return html`<palaver-moderation
      .language=${this.language}
      .person=${this.person}
      .permissions=${this.permissions}
      .progress=${this.moderating}
      @moderate=${(event: CustomEvent<Chosen>) => this.#pass('moderate', event.detail)}
      @code=${(event: CustomEvent<string>) => this.#pass('code', event.detail)}
    ></palaver-moderation>`;
  }

  #report(): TemplateResult {
    const text = this.#words;
    if (this.reported === 'sent') {
      return html`<p role="status">${text.reportSent}</p>`;
    }
    return html`<form @submit=${this.#submit}>
      <label for="reason">${text.reportWhy}</label>
      <textarea id="reason" rows="4" maxlength="500" required aria-describedby="hint"></textarea>
      <p id="hint">${text.reportHint}</p>
      ${this.reported === 'failed' ? html`<p class="failed" role="alert">${text.reportFailed}</p>` : nothing}
      <div class="actions">
        <button class="button" type="button" @click=${() => (this.reporting = false)}>${text.cancel}</button>
        <button class="button primary" type="submit" ?disabled=${this.reported === 'sending'}>${text.reportSend}</button>
      </div>
    </form>`;
  }

  get #words(): Words {
    return words[this.language];
  }

  #pass(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #setVolume(volume: number): void {
    this.volume = volume;
    this.dispatchEvent(new CustomEvent<number>('volume', { detail: volume }));
  }

  #submit(event: Event): void {
    event.preventDefault();
    const reason = this.renderRoot.querySelector<HTMLTextAreaElement>('#reason')?.value.trim() ?? '';
    if (reason) {
      this.dispatchEvent(new CustomEvent<string>('report', { detail: reason }));
    }
  }

  static override styles = [
    shared,
    css`
      .volume {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: var(--space-1) var(--space-3);
      }

      .volume input {
        grid-column: 1 / -1;
        width: 100%;
        min-height: 32px;
        accent-color: var(--accent);
      }

      label {
        font-weight: 600;
      }

      output {
        font-variant-numeric: tabular-nums;
      }

      .quality,
      #hint {
        color: var(--ink-soft);
        font-size: var(--text-small);
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--space-2);
      }

      form {
        display: flex;
        flex-direction: column;
        gap: var(--space-2);
      }

      textarea {
        width: 100%;
        padding: var(--space-3);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--field);
        color: inherit;
        font: inherit;
        resize: vertical;
      }

      .failed {
        color: var(--critical);
      }
    `,
  ];
}
