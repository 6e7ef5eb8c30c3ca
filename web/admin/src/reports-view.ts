// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { AdminView, to } from './app.js';
import { empty, failureWords, Resource } from './resource.js';
import { styles } from './styles.js';

type ReportState = 'open' | 'taken' | 'resolved';

interface Report {
  report_id: string;
  room_id: string;
  reporter_user_id: string;
  reported_user_id: string;
  reported_username: string | null;
  reason: string;
  filed_at: string;
  state: ReportState;
  taken_by: string | null;
  notes: { admin_user_id: string; text: string; created_at: string }[];
}

const ID_CHARS_SHOWN = 14;
const STATES: readonly ReportState[] = ['open', 'taken', 'resolved'];

/** What people reported: the oldest first, to be taken, noted on and resolved. */
@customElement('admin-reports')
export class ReportsView extends AdminView {
  @state() private shown: ReportState = 'open';
  readonly #reports = new Resource<Report[]>(this);
  #asked = '';
  readonly #news = (): void => this.#load();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('app') && this.app.world !== this.#asked) {
      this.#asked = this.app.world;
      this.#load(true);
    }
  }

  override firstUpdated(): void {
    this.app.live.addEventListener('news', this.#news);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.app.live.removeEventListener('news', this.#news);
  }

  override render(): TemplateResult {
    const { t } = this.app;
    return html`<div class="stack">
      <div class="states" role="group" aria-label=${t.reports}>
        ${STATES.map(
          (each) => html`<button class="button" type="button" aria-pressed=${this.shown === each} @click=${() => this.#show(each)}>
            ${t.reportStates[each]}
          </button>`,
        )}
      </div>
      ${this.#reports.render(t, (reports) =>
        reports.length > 0
          ? reports.map((each) => this.#report(each))
          : html`<div class="card">${empty(t.noReports[this.shown], t.noReportsText)}</div>`,
      )}
    </div>`;
  }

  #report(report: Report): TemplateResult {
    const { t, f } = this.app;
    return html`<article class="card" data-report=${report.report_id}>
      <div class="head">
        <h2><a href=${to('people', report.reported_user_id)}>${report.reported_username ?? report.reported_user_id}</a></h2>
        <span class="soft small">${report.room_id} · <time title=${f.time(report.filed_at)}>${f.ago(report.filed_at, Date.now())}</time></span>
      </div>
      <blockquote>${report.reason}</blockquote>
      <p class="small soft">
        ${t.reportedBy} <a href=${to('people', report.reporter_user_id)} title=${report.reporter_user_id}>${shortened(report.reporter_user_id)}</a>
        ${report.taken_by ? html` · ${t.takenBy(report.taken_by)}` : nothing}
      </p>
      ${report.notes.length > 0
        ? html`<ul class="notes">
            ${report.notes.map((each) => html`<li><strong>${each.admin_user_id}</strong> ${each.text} <span class="soft small">${f.time(each.created_at)}</span></li>`)}
          </ul>`
        : nothing}
      <form @submit=${(event: Event) => this.#note(event, report)}>
        <input name="note" aria-label=${t.note} placeholder=${t.note} maxlength="1000" autocomplete="off" />
        <div class="actions">
          <button class="button" type="submit">${t.addNote}</button>
          ${report.state === 'open' ? this.#become(report, 'taken', t.take) : nothing}
          ${report.state === 'resolved' ? this.#become(report, 'open', t.reopen) : this.#become(report, 'resolved', t.resolve)}
        </div>
      </form>
    </article>`;
  }

  #become(report: Report, next: ReportState, label: string): TemplateResult {
    return html`<button
      class="button ${next === (report.state === 'open' ? 'taken' : 'resolved') ? 'primary' : ''}"
      type="button"
      @click=${() => void this.#change(report, { state: next })}
    >${label}</button>`;
  }

  #note(event: Event, report: Report): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const note = String(new FormData(form).get('note') ?? '').trim();
    if (note) {
      form.reset();
      void this.#change(report, { note });
    }
  }

  async #change(report: Report, change: { state?: ReportState; note?: string }): Promise<void> {
    const { api, t, say } = this.app;
    try {
      await api.post(`/api/admin/reports/${encodeURIComponent(report.report_id)}`, change);
      say(t.done);
    } catch (error) {
      say(failureWords(error, t).join('. '));
    }
    this.#load();
  }

  #show(next: ReportState): void {
    this.shown = next;
    this.#load(true);
  }

  #load(fresh = false): void {
    const path = `/api/admin/reports/${encodeURIComponent(this.app.world)}`;
    void this.#reports.load(async () => (await this.app.api.get<{ reports: Report[] }>(path, { state: this.shown })).reports, fresh);
  }

  static override styles = [
    styles,
    css`
      .states {
        display: flex;
        gap: var(--space-2);
      }

      .states [aria-pressed='true'] {
        border-color: transparent;
        background: var(--inverse);
        color: var(--on-inverse);
      }

      .card > .head {
        margin-bottom: var(--space-2);
      }

      h2 a {
        color: inherit;
      }

      blockquote {
        margin: 0 0 var(--space-3);
        padding-left: var(--space-3);
        border-left: 3px solid var(--line-strong);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }

      .notes {
        margin: var(--space-3) 0 0;
        padding-left: var(--space-5);
      }

      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-4);
      }

      form input {
        flex: 1 1 200px;
        width: auto;
      }
    `,
  ];
}

/** Ids of guests are long and say nothing. */
function shortened(userId: string): string {
  return userId.length > ID_CHARS_SHOWN ? `${userId.slice(0, ID_CHARS_SHOWN)}…` : userId;
}
