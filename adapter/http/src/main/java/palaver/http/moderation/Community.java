// SPDX-License-Identifier: Apache-2.0
package palaver.http.moderation;

import palaver.http.access.NetworkMarks;
import palaver.http.live.LiveFeed;
import palaver.rooms.audit.AuditReader;
import palaver.rooms.audit.AuditTrail;
import palaver.rooms.moderation.ChatRecords;
import palaver.rooms.moderation.ModerationRecords;
import palaver.rooms.moderation.ReportRecords;
import palaver.rooms.privacy.PersonRecords;

/// What moderation, reports and chat need from the rest of the program.
///
/// @param live also watches the rooms
public record Community(
    ModerationRecords records,
    ReportRecords reports,
    ChatRecords chat,
    AuditTrail audit,
    AuditReader auditReader,
    ActionJournal journal,
    LiveFeed live,
    NetworkMarks networkMarks,
    PersonRecords people) {}
