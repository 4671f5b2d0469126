using System.Diagnostics;
using System.Globalization;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Data.Sqlite;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>
/// The statements of a debit on SQLite, one commit each, and nothing around them: one open connection, commands made once.
/// </summary>
internal sealed class BareStatements : IDisposable
{
    /// <summary>The statements whose answers the others need.</summary>
    private const int Account = 0;
    private const int Lot = 4;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand[] _commands;
    private long _count;

    public BareStatements(TestShell shell)
    {
        _connection = new SqliteConnection(((SqliteDatabase)shell.Database).ConnectionString);
        _connection.Open();
        string[] statements =
        [
            "select id, owner, asset, posted, held, version from ledger_accounts where kind = 'customer' and owner = $owner and asset = "
            + "'credit'",
            "insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, hold_id, reverses_id, "
            + "created_at) values ($id, $key, 'hash', 'Purchase', 'A purchase', '{}', null, null, $now) on conflict (idempotency_key) do "
            + "nothing",
            "update ledger_accounts set posted = posted - 1, version = version + 1 where id = $account and version = $version - 1 and "
            + "posted = $before and held + 0 >= 0 returning id, owner, asset, posted, held, version",
            "insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after, created_at) "
            + "values ($account, $version, $id, 'Purchase', -1, $before, $before - 1, $now)",
            "select lot_id, case when remaining < 1 - before then remaining else 1 - before end from (select id as lot_id, remaining, "
            + "sum(remaining) over (order by case when transaction_id = '' or id = '' then 0 else 1 end, burn_order) - remaining as "
            + "before from ledger_lots where account_id = $account and is_open) where before < 1 order by before",
            "update ledger_lots set remaining = remaining - 1, is_open = remaining - 1 > 0 where id = $lot and remaining >= 1",
            "insert into ledger_lot_movements (source_id, lot_id, amount) values ($id, $lot, -1)",
            "insert into outbox (id, event, payload, created_at, next_attempt_at, attempts, handled_by) values ($event, "
            + "'credits.wallet-changed', '{}', $now, $now, 0, '')",
            "insert into ledger_system_entries (account_id, transaction_id, amount) values ('sys_revenue', $id, 1)",
        ];
        _commands = [.. statements.Select(Command)];
    }

    public double Measure(TimeSpan time)
    {
        var done = 0L;
        var clock = Stopwatch.StartNew();
        for (; clock.Elapsed < time; done++)
            Debit();
        return done / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        foreach (var command in _commands)
            command.Dispose();
        _connection.Dispose();
    }

    private void Debit()
    {
        var number = (++_count).ToString("00000000000000000000000000", CultureInfo.InvariantCulture);
        using var transaction = _connection.BeginTransaction(deferred: false);
        var owner = Debits.NameOf(Random.Shared.Next(1_000));
        var (account, version, before, lot) = ("", 0L, 0L, "");
        for (var i = 0; i < _commands.Length; i++)
        {
            var command = _commands[i];
            command.Transaction = transaction;
            Set(command, "$owner", owner);
            Set(command, "$id", "bar_" + number);
            Set(command, "$key", "bare:" + number);
            Set(command, "$event", "bev_" + number);
            Set(command, "$now", DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture));
            Set(command, "$account", account);
            Set(command, "$version", version);
            Set(command, "$before", before);
            Set(command, "$lot", lot);
            using var reader = command.ExecuteReader();
            if (!reader.Read())
                continue;
            if (i == Account)
                (account, before, version) = (reader.GetString(0), reader.GetInt64(3), reader.GetInt64(5) + 1);
            else if (i == Lot)
                lot = reader.GetString(0);
        }

        transaction.Commit();
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in new[] { "$owner", "$id", "$key", "$event", "$now", "$account", "$version", "$before", "$lot" }.Where(
            x => sql.Contains(x, StringComparison.Ordinal)))
            command.Parameters.AddWithValue(name, "");
        command.Prepare();
        return command;
    }

    private static void Set(SqliteCommand command, string name, object value)
    {
        if (command.Parameters.Contains(name))
            command.Parameters[name].Value = value;
    }
}
