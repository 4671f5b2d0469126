using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Debits;

/// <summary>A batch of debits in one commit, each as if it were alone.</summary>
internal sealed class PostDebits(IDatabase database, PostTransaction postTransaction, DebitInOneCall debitInOneCall)
{
    /// <summary>Debits of one lane wait for one another anyway: those of one customer, and all where the database has one writer.</summary>
    public string LaneOf(Posting posting) => database.Dialect.HasProcedures ? posting.UserId : "";

    public Task<DebitAnswer[]> ExecuteAsync(IReadOnlyList<CheckedPosting> debits, CancellationToken cancellationToken) =>
        database.Dialect.HasProcedures ? InOneCallAsync(debits, cancellationToken) : InOneTransactionAsync(debits, cancellationToken);

    private async Task<DebitAnswer[]> InOneCallAsync(IReadOnlyList<CheckedPosting> debits, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        if (debits.Count > 1)
        {
            try
            {
                var accounts = await debitInOneCall.ExecuteAsync(db, debits, cancellationToken);
                var answers = new DebitAnswer[debits.Count];
                for (var i = 0; i < debits.Count; i++)
                    answers[i] = new DebitAnswer(await AnswerAsync(db, debits[i], accounts[i], cancellationToken), null);
                return answers;
            }
            catch (Exception e) when (db.Dialect.IsRefusedData(e))
            {
                // One of them cannot be stored, and nothing of the batch was: each alone tells which.
            }
        }

        return await EachAsync(
            debits,
            async debit => await AnswerAsync(db, debit, await debitInOneCall.ExecuteAsync(db, debit, cancellationToken), cancellationToken),
            failsAlone: static _ => true);
    }

    /// <summary>What was refused where credits are over is looked at again, in a transaction that takes those first.</summary>
    private async Task<PostResult> AnswerAsync(DbSession db, CheckedPosting debit, AccountRow? after, CancellationToken cancellationToken)
    {
        var answer = await PostTransaction.AnswerAsync(db, debit, after, cancellationToken);
        if (answer is not PostResult.InsufficientBalance
            || await AccountRows.ReadAsync(db, debit.Posting.UserId, debit.Row.CreatedAt, cancellationToken,
                debit.Posting.Asset) is not { Ended.IsPositive: true })
            return answer;
        return await database.InTransactionAsync(
            transaction => postTransaction.ExecuteAsync(transaction, debit, cancellationToken), cancellationToken);
    }

    private Task<DebitAnswer[]> InOneTransactionAsync(IReadOnlyList<CheckedPosting> debits, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => EachAsync(debits, async debit =>
            {
                await db.ExecuteAsync("savepoint debit", cancellationToken: cancellationToken);
                try
                {
                    return await postTransaction.ExecuteAsync(db, debit, cancellationToken);
                }
                catch
                {
                    await db.ExecuteAsync("rollback to debit", cancellationToken: cancellationToken);
                    throw;
                }
                finally
                {
                    await db.ExecuteAsync("release debit", cancellationToken: cancellationToken);
                }
            }, failsAlone: e => !db.Dialect.IsTransient(e)),
            cancellationToken);

    /// <param name="failsAlone">Whether what went wrong concerns one debit; else all of them are given up, or tried again together.</param>
    private static async Task<DebitAnswer[]> EachAsync(
        IReadOnlyList<CheckedPosting> debits, Func<CheckedPosting, Task<PostResult>> post, Func<Exception, bool> failsAlone)
    {
        var answers = new DebitAnswer[debits.Count];
        for (var i = 0; i < debits.Count; i++)
        {
            try
            {
                answers[i] = new DebitAnswer(await post(debits[i]), null);
            }
            catch (Exception e) when (debits.Count > 1 && failsAlone(e))
            {
                answers[i] = new DebitAnswer(null, e);
            }
        }

        return answers;
    }
}
