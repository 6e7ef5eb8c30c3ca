// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ModerationAct, Participant } from '@palaver/client';
import type { Chosen, ModeratingState } from './moderating.js';
import { shared } from './shared-styles.js';
import { type Language, words, type Words } from './words.js';

const HOUR = 3_600;
const DURATIONS = [600, HOUR, 24 * HOUR, 7 * 24 * HOUR, 0];

/** The moderator's part of a person's menu: what may be done, then why and for how long, then whether it worked. */
@customElement('palaver-moderation')
export class ModerationForm extends LitElement {
  @property() language: Language = 'en';
  @property({ attribute: false }) person!: Participant;
  @property({ attribute: false }) permissions: readonly string[] = [];
  @property() progress: ModeratingState = 'idle';
  @state() private act: ModerationAct | undefined;

  override render(): TemplateResult {
    const text = this.#words;
    if (this.progress === 'done') {
      return html`<p role="status">${text.moderated}</p>`;
    }
    if (this.progress === 'code' || this.progress === 'wrong-code') {
      return this.#code();
    }
    return this.act ? this.#details(this.act) : this.#acts();
  }

  #acts(): TemplateResult {
    const text = this.#words;
    const may = (permission: string): boolean => this.permissions.includes(permission);
    return html`<h3>${text.moderation}</h3>
      <div class="acts">
        ${may('sanction')
          ? html`${this.#button(this.person.isSilenced ? 'unmute' : 'mute')} ${this.#button('warn')} ${this.#button('kick')}`
          : nothing}
        ${may('ban') ? this.#button('ban') : nothing}
      </div>`;
  }

  #button(act: ModerationAct): TemplateResult {
    const press = act === 'unmute' ? () => this.#tell({ act, reason: '', seconds: undefined }) : () => (this.act = act);
    return html`<button class="button ${act}" type="button" ?disabled=${this.progress === 'busy'} @click=${press}>
      ${this.#words.acts[act as keyof Words['acts']]}
    </button>`;
  }

  #details(act: ModerationAct): TemplateResult {
    const text = this.#words;
    const lasting = act === 'ban' || act === 'mute';
    const asked = act === 'ban' || act === 'warn';
    return html`<form @submit=${this.#submit}>
      <h3>${text.actTitle[act as keyof Words['actTitle']](this.person.username)}</h3>
      <label for="why">${act === 'warn' ? text.warnText : asked ? text.banReason : text.actReason}</label>
      <input id="why" type="text" maxlength="500" autocomplete="off" ?required=${asked} aria-describedby="told" />
      <p id="told">${text.actTold}</p>
      ${lasting
        ? html`<label for="long">${text.actLasts}</label>
            <select id="long">
              ${DURATIONS.map((each) => html`<option value=${each} ?selected=${each === HOUR}>${text.lasts(each)}</option>`)}
            </select>`
        : nothing}
      ${this.progress === 'failed' ? html`<p class="failed" role="alert">${text.actFailed}</p>` : nothing}
      <div class="actions">
        <button class="button" type="button" @click=${() => (this.act = undefined)}>${text.cancel}</button>
        <button class="button primary" type="submit" ?disabled=${this.progress === 'busy'}>
          ${text.acts[act as keyof Words['acts']]}
        </button>
      </div>
    </form>`;
  }

  #code(): TemplateResult {
    const text = this.#words;
    return html`<form @submit=${this.#confirm}>
      <label for="code">${text.codeLabel}</label>
      <input id="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" required aria-describedby="code-hint" />
      <p id="code-hint">${text.codeHint}</p>
      ${this.progress === 'wrong-code' ? html`<p class="failed" role="alert">${text.codeWrong}</p>` : nothing}
      <div class="actions"><button class="button primary" type="submit">${text.codeConfirm}</button></div>
    </form>`;
  }

  get #words(): Words {
    return words[this.language];
  }

  #value(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`)?.value.trim() ?? '';
  }

  #submit(event: Event): void {
    event.preventDefault();
    if (this.act) {
      this.#tell({ act: this.act, reason: this.#value('why'), seconds: Number(this.#value('long')) || undefined });
    }
  }

  #confirm(event: Event): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent<string>('code', { detail: this.#value('code') }));
  }

  #tell(detail: Chosen): void {
    this.dispatchEvent(new CustomEvent<Chosen>('moderate', { detail }));
  }

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        padding-top: var(--space-4);
        border-top: 1px solid var(--line);
      }

      h3 {
        margin: 0 0 var(--space-2);
        font-size: 1rem;
      }

      .acts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
        gap: var(--space-2);
      }

      .kick,
      .ban {
        border-color: var(--critical);
        color: var(--critical);
      }

      .actions {
        display: flex;
        justify-content: flex-end;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }

      form {
        display: flex;
        flex-direction: column;
        gap: var(--space-2);
      }

      label {
        font-weight: 600;
      }

      form p {
        color: var(--ink-soft);
        font-size: var(--text-small);
      }

      form .failed {
        color: var(--critical);
      }

      input,
      select {
        width: 100%;
        min-height: 44px;
        padding: 0 var(--space-3);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--field);
      }
    `,
  ];
}
