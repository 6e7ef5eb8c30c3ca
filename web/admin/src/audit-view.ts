// SPDX-License-Identifier: Apache-2.0
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { icons } from '../../room/src/icons.js';
import { AdminView, to } from './app.js';
import { empty, Resource } from './resource.js';
import { styles } from './styles.js';

interface Action {
  id: number;
  action_type: string;
  target_user_id: string;
  target_username: string | null;
  admin_user_id: string;
  room_id: string | null;
  reason: string | null;
  source: string;
  created_at: string;
}

interface Entry {
  sequence: number;
  at: string;
  action: string;
  world: string | null;
  room_id: string | null;
  actor: string | null;
  target: string | null;
  note: string | null;
  hash: string;
}

interface Log {
  entries: Entry[];
  verification: { whole: boolean; entries: number; signed_heads: number; defect: string | null; verified_at: string };
  next: number | null;
}

/** What moderators did, and the chained log behind it with whether it is whole. */
@customElement('admin-audit')
export class AuditView extends AdminView {
  readonly #actions = new Resource<{ actions: Action[]; next: number | null }>(this);
  readonly #log = new Resource<Log>(this);
  #world = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('app') && this.app.world !== this.#world) {
      if (!this.#world && this.may('audit.read')) {
        void this.#log.load(() => this.app.api.get<Log>('/api/admin/audit', { limit: 50 }));
      }
      this.#world = this.app.world;
      void this.#actions.load(() => this.#page(), true);
    }
  }

  override render(): TemplateResult {
    const { t } = this.app;
    return html`<div class="stack">
      ${this.may('audit.read')
        ? html`<section class="card">
            <h2>${t.auditLog}</h2>
            ${this.#log.render(t, (log) => html`<div class="stack">${this.#verdict(log)} <div>${this.#entries(log)}</div></div>`)}
          </section>`
        : ''}
      <section class="card">
        <h2>${t.actionsIn(this.app.world)}</h2>
        ${this.#actions.render(t, (page) => this.#table(page.actions, page.next))}
      </section>
    </div>`;
  }

  #verdict({ verification }: Log): TemplateResult {
    const { t, f } = this.app;
    const { whole, entries, signed_heads, defect, verified_at } = verification;
    return html`<palaver-notice
      tone=${whole ? 'info' : 'problem'}
      heading=${whole ? t.auditWhole : t.auditBroken}
      text=${whole ? t.auditWholeText(f.number(entries), f.number(signed_heads), f.time(verified_at)) : (defect ?? '')}
    ></palaver-notice>`;
  }

  #entries({ entries, next }: Log): TemplateResult {
    const { t, f } = this.app;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t.auditLog}>
        <table>
          <thead>
            <tr><th class="number">${t.entry}</th><th>${t.when}</th><th>${t.action}</th><th>${t.by}</th><th>${t.whom}</th><th>${t.hash}</th></tr>
          </thead>
          <tbody>
            ${entries.map(
              (each) => html`<tr>
                <td class="number">${each.sequence}</td>
                <td class="nowrap">${f.time(each.at)}</td>
                <td>${t.kinds[each.action] ?? each.action}${each.room_id ? html` <span class="soft small">${each.room_id}</span>` : ''}</td>
                <td>${each.actor ?? '–'}</td>
                <td>${each.target ?? '–'}</td>
                <td><code title=${each.hash}>${each.hash.slice(0, 8)}</code></td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${next ? html`<button class="button" type="button" @click=${() => void this.#older(next)}>${t.showMore}</button>` : ''}`;
  }

  #table(actions: Action[], next: number | null): TemplateResult {
    const { t, f } = this.app;
    if (actions.length === 0) {
      return empty(t.noActions, t.noActionsText);
    }
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t.actionsIn(this.app.world)}>
        <table>
          <thead>
            <tr><th>${t.when}</th><th>${t.action}</th><th>${t.whom}</th><th>${t.room}</th><th>${t.by}</th><th>${t.reason}</th></tr>
          </thead>
          <tbody>
            ${actions.map(
              (each) => html`<tr>
                <td class="nowrap">${f.time(each.created_at)}</td>
                <td>
                  ${t.kinds[each.action_type] ?? each.action_type}
                  ${each.source === 'reported' ? html`<span class="tag" title=${t.reportedOnlyText}>${t.reportedOnly}</span>` : ''}
                </td>
                <td>${each.target_user_id === '*' ? t.everybody : html`<a href=${to('people', each.target_user_id)}>${each.target_username ?? each.target_user_id}</a>`}</td>
                <td>${each.room_id ?? '–'}</td>
                <td>${each.admin_user_id}</td>
                <td class="words">${each.reason ?? ''}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${next ? html`<button class="button" type="button" @click=${() => void this.#more(next)}>${t.showMore}</button>` : ''}
      <p class="small soft">${icons.info()}${t.auditHint}</p>`;
  }

  #page(before?: number): Promise<{ actions: Action[]; next: number | null }> {
    return this.app.api.get(`/api/admin/actions/${encodeURIComponent(this.app.world)}`, { before, limit: 50 });
  }

  async #more(before: number): Promise<void> {
    const shown = this.#actions.value?.actions ?? [];
    await this.#actions.load(async () => {
      const page = await this.#page(before);
      return { ...page, actions: [...shown, ...page.actions] };
    });
  }

  async #older(before: number): Promise<void> {
    const shown = this.#log.value?.entries ?? [];
    await this.#log.load(async () => {
      const page = await this.app.api.get<Log>('/api/admin/audit', { before, limit: 50 });
      return { ...page, entries: [...shown, ...page.entries] };
    });
  }

  static override styles = [styles];
}
