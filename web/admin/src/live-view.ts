// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { icons } from '../../room/src/icons.js';
import { qualityBars, qualityBarStyles } from '../../room/src/quality-bars.js';
import type { Alert } from './alerts-view.js';
import { AdminView, to } from './app.js';
import type { Grade, LiveCall, LivePerson } from './live.js';
import { empty, failureWords, skeleton } from './resource.js';
import { styles } from './styles.js';

interface Health {
  status: string;
  database: string;
}

const LOOK_EVERY_MS = 15_000;

/** First whether anything is wrong, then who talks where. What is shown follows the server's events. */
@customElement('admin-live')
export class LiveView extends AdminView {
  @state() private now = Date.now();
  @state() private openReports = 0;
  @state() private openAlerts = 0;
  @state() private health: Health | undefined;
  @state() private ending: string | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;
  #look: ReturnType<typeof setInterval> | undefined;
  readonly #changed = (): void => this.requestUpdate();
  readonly #news = (): void => void this.#lookAround();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => (this.now = Date.now()), 1_000);
    this.#look = setInterval(() => void this.#lookAround(), LOOK_EVERY_MS);
  }

  override firstUpdated(): void {
    this.app.live.addEventListener('change', this.#changed);
    this.app.live.addEventListener('news', this.#news);
    void this.#lookAround();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    clearInterval(this.#look);
    this.app.live.removeEventListener('change', this.#changed);
    this.app.live.removeEventListener('news', this.#news);
  }

  override render(): TemplateResult {
    const { live, t } = this.app;
    return html`<div class="stack">
      ${this.#verdict()}
      ${live.calls.length > 0
        ? html`<div class="calls" role="list" aria-label=${t.live}>
            ${repeat(live.calls, (each) => `${each.world} ${each.room_id}`, (each) => this.#call(each))}
          </div>`
        : live.connected
          ? html`<div class="card">${empty(t.noCalls, t.noCallsText)}</div>`
          : html`<div class="card">${skeleton(t)}</div>`}
    </div>`;
  }

  /** Is anything wrong right now? */
  #verdict(): TemplateResult {
    const { live, t, f } = this.app;
    const people = live.calls.reduce((sum, each) => sum + each.participants.length, 0);
    const wrong = [
      live.connected ? nothing : html`<li>${icons.alert()}${t.notLive}</li>`,
      this.health && this.health.status !== 'healthy' && this.health.status !== 'ok'
        ? html`<li>${icons.alert()}${t.unhealthy(this.health.database)}</li>`
        : nothing,
      this.openAlerts > 0
        ? html`<li>${icons.alert()}<a href=${to('alerts')}>${t.openAlerts(this.openAlerts)}</a></li>`
        : nothing,
      this.openReports > 0
        ? html`<li>${icons.flag()}<a href=${to('reports')}>${t.openReports(this.openReports)}</a></li>`
        : nothing,
    ].filter((each) => each !== nothing);
    return html`<section class="card verdict ${wrong.length > 0 ? 'attention' : ''}">
      <div role="status">
        ${wrong.length > 0 ? html`<ul>${wrong}</ul>` : html`<p class="well">${icons.badge()}${t.allWell}</p>`}
      </div>
      <p class="soft numbers">${t.nowTalking(f.number(people), f.number(live.calls.length), live.calls.length, people)}</p>
    </section>`;
  }

  #call(call: LiveCall): TemplateResult {
    const { t, f } = this.app;
    const key = `${call.world} ${call.room_id}`;
    return html`<article class="card call" role="listitem" data-room=${call.room_id}>
      <div class="head">
        <div>
          <h2>${call.room_name}</h2>
          <p class="soft small">${call.world} · <span class="numbers">${f.clock((this.now - Date.parse(call.started_at)) / 1000)}</span></p>
          ${call.topology === 'mesh' ? html`<p class="small soft mesh">${icons.link()}${t.meshCall}</p>` : nothing}
        </div>
        <span class="count numbers">${f.number(call.participants.length)}<span class="visually-hidden"> ${t.people}</span></span>
      </div>
      <ul class="people">
        ${repeat(call.participants, (each) => each.user_id, (each) => this.#person(each))}
      </ul>
      ${call.observers.length > 0
        ? html`<p class="small soft observed">${icons.ear()}${t.observedBy(call.observers.map((each) => each.username).join(', '))}</p>`
        : nothing}
      ${this.ending === key ? this.#confirmEnd(call) : this.#actions(call, key)}
    </article>`;
  }

  #person(person: LivePerson): TemplateResult {
    return html`<li class=${person.is_speaking ? 'speaking' : ''}>
      <a href=${to('people', person.user_id)}>${person.username}</a>
      <span class="marks">
        ${person.is_speaking ? html`<span class="voice">${icons.wave()}${this.app.t.speaks}</span>` : nothing}
        ${person.quality ? this.#quality(person.quality) : nothing}
      </span>
    </li>`;
  }

  /** What is not good is said in words too. */
  #quality(quality: Grade): TemplateResult {
    const text = this.app.t.connection[quality] ?? quality;
    const worth = quality === 'fair' || quality === 'poor';
    return html`${worth ? html`<span class="soft small" aria-hidden="true">${text}</span>` : nothing}${qualityBars(quality, text)}`;
  }

  #actions(call: LiveCall, key: string): TemplateResult {
    const { t } = this.app;
    return html`<div class="actions">
      ${this.may('observe') && call.topology !== 'mesh'
        ? html`<button class="button" type="button" @click=${() => void this.#observe(call)}>${icons.ear()}${t.listen}</button>`
        : nothing}
      ${this.may('sanction')
        ? html`<button class="button danger" type="button" @click=${() => (this.ending = key)}>${t.endCall}</button>`
        : nothing}
    </div>`;
  }

  #confirmEnd(call: LiveCall): TemplateResult {
    const { t } = this.app;
    return html`<form class="confirm" @submit=${(event: Event) => void this.#end(event, call)}>
      <label for="reason">${t.endCallReason}</label>
      <input id="reason" name="reason" maxlength="500" autocomplete="off" />
      <div class="actions">
        <button class="button" type="button" @click=${() => (this.ending = undefined)}>${t.cancel}</button>
        <button class="button danger" type="submit">${t.endCallFor(call.participants.length)}</button>
      </div>
    </form>`;
  }

  async #end(event: Event, { world, room_id }: LiveCall): Promise<void> {
    event.preventDefault();
    const reason = String(new FormData(event.target as HTMLFormElement).get('reason') ?? '').trim();
    const { api, t, say } = this.app;
    this.ending = undefined;
    try {
      await api.post('/api/admin/moderation/end_call', { world, room_id, ...(reason ? { reason } : {}) });
      say(t.callEnded);
    } catch (error) {
      say(failureWords(error, t).join('. '));
    }
  }

  /** Listening demands a second factor: asked for here, so that the page that opens can begin at once. */
  async #observe({ world, room_id }: LiveCall): Promise<void> {
    const { api } = this.app;
    const account = await api.account().catch(() => undefined);
    if (account?.second_factor_open || (await api.askForCode())) {
      window.open(`/?world=${encodeURIComponent(world)}&room=${encodeURIComponent(room_id)}&observe=1`, '_blank', 'noopener');
    }
  }

  async #lookAround(): Promise<void> {
    const { api, worlds } = this.app;
    const reports = worlds.map((world) =>
      api.get<{ reports: unknown[] }>(`/api/admin/reports/${encodeURIComponent(world)}`, { state: 'open' }).then(
        (answer) => answer.reports.length,
        () => 0,
      ),
    );
    const alerts = api
      .get<{ alerts: Alert[] }>('/api/admin/alerts')
      .then((answer) => answer.alerts.filter((each) => !each.acknowledged_at).length, () => 0);
    const health = fetch('/api/health').then((answer) => answer.json() as Promise<Health>, () => undefined);
    this.openReports = (await Promise.all(reports)).reduce((sum, each) => sum + each, 0);
    this.openAlerts = await alerts;
    this.health = await health;
  }

  static override styles = [
    styles,
    qualityBarStyles,
    css`
      .verdict {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-6);
        padding-block: var(--space-4);
      }

      .verdict ul {
        display: flex;
        flex-direction: column;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }

      .verdict li,
      .well {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        font-weight: 600;
      }

      .well .icon {
        color: var(--accent);
      }

      .attention {
        border-color: var(--critical);
      }

      .attention .icon {
        color: var(--critical);
      }

      .calls {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr));
        gap: var(--space-4);
      }

      .call {
        display: flex;
        flex-direction: column;
        gap: var(--space-3);
      }

      .call > .head {
        flex-wrap: nowrap;
        align-items: flex-start;
        margin: 0;
      }

      .call h2 {
        overflow-wrap: anywhere;
      }

      .count {
        min-width: 40px;
        padding: 2px var(--space-3);
        border-radius: var(--radius-full);
        background: var(--surface-strong);
        font-weight: 650;
        text-align: center;
      }

      .people {
        flex: 1;
        margin: 0;
        padding: 0;
        list-style: none;
      }

      .people li {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        min-height: 36px;
        border-top: 1px solid var(--line);
      }

      .people a {
        overflow: hidden;
        color: inherit;
        text-decoration-color: var(--line-strong);
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .marks {
        display: flex;
        flex: none;
        align-items: center;
        gap: var(--space-3);
      }

      .mesh,
      .voice,
      .observed {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }

      .voice {
        color: var(--accent-strong);
        font-size: var(--text-small);
        font-weight: 600;
      }

      .mesh .icon,
      .voice .icon,
      .observed .icon {
        width: 1.3em;
        height: 1.3em;
      }

      .confirm {
        display: flex;
        flex-direction: column;
        gap: var(--space-2);
      }
    `,
  ];
}
