using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Postings;

/// <summary>
/// A debit as a procedure of the database, where it has them, so that the commonest action of all is one round trip. It writes what
/// <see cref="Writing.WriteTransaction"/> writes: whoever changes one changes the other, by a new text in
/// <see cref="Debits.DebitProcedureTexts"/> and a migration that runs it. The tests run the same histories on both.
/// </summary>
internal static class DebitProcedure
{
    public const string Call =
        $"""
        select id, owner, asset, posted, held, version from {DbSession.OwnSchema}.ledger_debit(
          @Owner, @Asset, @Amount, @Id, @Key, @Hash, @Type, @Description, @Metadata, @At, @SystemId, @EventId, @EventName, @EventPayload)
        """;

    /// <summary>
    /// Several debits at once, each as if it were alone. All accounts are locked first, in the order that all writers keep.
    /// </summary>
    public const string CallMany =
        $"select place, id, owner, asset, posted, held, version from {DbSession.OwnSchema}.ledger_debits(cast(@batch as json))";
}
