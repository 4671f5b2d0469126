using Marketplace.Credits.TransactionDetails;
using Marketplace.Testing;
using static Marketplace.Testing.Money;
using static Marketplace.Credits.Tests.Transfers.TransferShell;

namespace Marketplace.Credits.Tests.Transfers;

/// <summary>The page of a transaction names the other side as the transfer did.</summary>
public sealed class NamedInTransferTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_sent_to_an_id_sees_the_id_and_who_sent_to_an_address_sees_that(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(25));
        var byId = await shell.SentAsync(Send(0.01m, to: Bob));
        var byAddress = await shell.SentAsync(Send(0.01m));

        Assert.Equal(new Counterparty(Bob, IsReceiver: true), await ReadAsync(shell, byId.TransactionId, Ada));
        Assert.Equal(new Counterparty("bob@example.com", IsReceiver: true), await ReadAsync(shell, byAddress.TransactionId, Ada));
        foreach (var sent in new[] { byId, byAddress })
            Assert.Equal(new Counterparty("ada@example.com", IsReceiver: false), await ReadAsync(shell, sent.TransactionId, Bob));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_note_that_guesses_the_address_confirms_nothing(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(25));
        var sent = await shell.SentAsync(Send(0.01m, to: Bob, note: "bob@example.com"));
        Assert.Equal(new Counterparty(Bob, IsReceiver: true), await ReadAsync(shell, sent.TransactionId, Ada));
    }

    private static async Task<Counterparty?> ReadAsync(TestShell shell, string id, string user) =>
        (await shell.InScopeAsync<ReadTransactionDetails, WalletTransactionDetails?>(x => x.ExecuteAsync(user, id, default)))!.Counterparty;
}
