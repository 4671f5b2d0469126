using Marketplace.Data;

namespace Marketplace.Audit.Trail;

/// <summary>Adds a row, with whoever acts in this moment and from where.</summary>
internal sealed class WriteAudit(ICurrentActor actor, TimeProvider time) : IAudit
{
    private const int MaxWords = 2000;

    public Task WriteAsync(UnitOfWork transaction, AuditEntry entry, CancellationToken cancellationToken)
    {
        var acting = actor.Get();
        var who = entry.Who ?? acting.Id;
        var now = time.GetUtcNow();
        var isActing = string.Equals(who, acting.Id, StringComparison.Ordinal);
        return transaction.ExecuteAsync(
            """
            insert into audit_rows (id, at, act, who, who_name, address, record, concerns, before_words, after_words, reason, link)
            values (@id, @now, @Act, @who, @whoName, @address, @Record, @Concerns, @before, @after, @reason, @Link)
            """,
            new
            {
                id = PrefixedId.New("aud", now),
                now,
                entry.Act,
                who,
                whoName = isActing ? acting.Name : null,
                address = isActing ? acting.Address : null,
                entry.Record,
                entry.Concerns,
                before = Cut(entry.Before),
                after = Cut(entry.After),
                reason = Cut(entry.Reason),
                entry.Link,
            },
            cancellationToken);
    }

    private static string? Cut(string? words) => words is { Length: > MaxWords } ? words[..MaxWords] + "…" : words;
}
