// SPDX-License-Identifier: Apache-2.0
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Account, AdminApi } from './api.js';
import type { Format } from './format.js';
import type { LiveCalls } from './live.js';
import type { AdminWords } from './words.js';

export type ViewName =
  'live' | 'reports' | 'history' | 'people' | 'analytics' | 'audit' | 'alerts' | 'access' | 'settings' | 'account';

/** What every view needs; a new one whenever a part of it changed. */
export interface App {
  api: AdminApi;
  live: LiveCalls;
  account: Account;
  t: AdminWords;
  f: Format;
  worlds: readonly string[];
  world: string;
  /** Says that something was done. */
  say(text: string): void;
}

/** A page of the dashboard. */
export abstract class AdminView extends LitElement {
  @property({ attribute: false }) app!: App;
  /** What comes behind the view's name in the address. */
  @property({ attribute: false }) path: readonly string[] = [];

  protected may(permission: string): boolean {
    return this.app.account.permissions.includes(permission);
  }
}

/** The address of a view. */
export function to(...path: string[]): string {
  return `#/${path.map(encodeURIComponent).join('/')}`;
}
