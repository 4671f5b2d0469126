namespace Marketplace.Data;

/// <summary>
/// Writes down what people with power over others did, in the transaction that does it: what is rolled back leaves no row, and what is done
/// leaves one for ever. The module Audit implements it. What happens in the host's database is written there by the host itself.
/// </summary>
public interface IAudit
{
    Task WriteAsync(UnitOfWork transaction, AuditEntry entry, CancellationToken cancellationToken);
}

/// <param name="Act">The id of an <see cref="AuditAct"/> that a module declares.</param>
/// <param name="Record">The id of what was changed, for example <c>adj_…</c> or a setting's name; at most 200 characters.</param>
public sealed record AuditEntry(string Act, string Record)
{
    /// <summary>
    /// Who did it, where that is not whoever acts in this moment: a user id or a word of <see cref="Abstractions.Acting"/>.
    /// </summary>
    public string? Who { get; init; }

    /// <summary>The user whose wallet, payment or account was changed.</summary>
    public string? Concerns { get; init; }

    /// <summary>How it was before, in words; null where there was nothing.</summary>
    public string? Before { get; init; }

    /// <summary>How it is afterwards, in words; null where nothing is left.</summary>
    public string? After { get; init; }

    public string? Reason { get; init; }

    /// <summary>Where the record can be looked at, inside the tenant: <c>~/admin/…</c>.</summary>
    public string? Link { get; init; }
}

/// <summary>
/// Declares what a module writes down, for the filter of the page. Registered by <c>AddSingleton&lt;IAuditActs, …&gt;()</c>.
/// </summary>
public interface IAuditActs
{
    IEnumerable<AuditAct> GetActs();
}

/// <param name="Id">Stored, lower case, for example <c>users.roles-changed</c>.</param>
/// <param name="Name">For people.</param>
public sealed record AuditAct(string Id, string Name);
