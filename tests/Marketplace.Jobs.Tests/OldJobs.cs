using System.Text;
using System.Text.Json;
using Marketplace.Data;

namespace Marketplace.Jobs.Tests;

/// <summary>Rows of a queued job in Quartz' tables, as the version before stored them.</summary>
internal static class OldJobs
{
    /// <param name="hasFired">It ran when its process died.</param>
    /// <param name="data">What is stored of it, where it is not what it should be.</param>
    public static async Task AddAsync(
        UnitOfWork db, string tenant, string text, bool isPlanned, bool hasFired = false, string? data = null)
    {
        var type = StoredNames.Of(typeof(NoteJob));
        var name = $"job/{type}/{text}";
        var due = TimeProvider.System.GetUtcNow().AddSeconds(-1).UtcTicks;
        var row = new
        {
            name, tenant, type, due, fire = name + "#fire_1", trigger = name + "#fire_2",
            data = Encoding.UTF8.GetBytes(data ?? DataOf(type, text)),
        };
        await db.ExecuteAsync(
            """
            insert into qrtz_job_details (sched_name, job_name, job_group, description, job_class_name, is_durable, is_nonconcurrent,
              is_update_data, requests_recovery, job_data)
            values ('marketplace', @name, @tenant, @type, 'Marketplace.Jobs.Queue.QueuedRun, Marketplace.Jobs', true, true, false, true,
              @data)
            """,
            row);
        if (isPlanned)
        {
            await db.ExecuteAsync(
                """
                insert into qrtz_triggers (sched_name, trigger_name, trigger_group, job_name, job_group, next_fire_time, priority,
                  trigger_state, trigger_type, start_time, misfire_instr, preferred_node_auto, retry_policy, retry_attempt)
                values ('marketplace', @trigger, @tenant, @name, @tenant, @due, 5, 'WAITING', 'SIMPLE', @due, 0, false,
                  'exp;7;00:00:10;3;01:00:00;j0.1', 0);
                insert into qrtz_simple_triggers (sched_name, trigger_name, trigger_group, repeat_count, repeat_interval, times_triggered)
                values ('marketplace', @trigger, @tenant, 0, 0, 0)
                """,
                row);
        }

        if (hasFired)
        {
            await db.ExecuteAsync(
                """
                insert into qrtz_fired_triggers (sched_name, entry_id, trigger_name, trigger_group, instance_name, fired_time, sched_time,
                  priority, state, job_name, job_group, is_nonconcurrent, requests_recovery)
                values ('marketplace', @fire, @fire, @tenant, 'NON_CLUSTERED', @due, @due, 5, 'EXECUTING', @name, @tenant, true, true)
                """,
                row);
        }
    }

    /// <summary>As Quartz' own serializer writes it, quotes of the payload escaped as <c>\u0022</c>.</summary>
    private static string DataOf(string type, string text) =>
        JsonSerializer.Serialize(new { type, key = text, payload = $$"""{"text":"{{text}}"}""" });
}
