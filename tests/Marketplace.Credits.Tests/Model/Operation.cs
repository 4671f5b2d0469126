using FsCheck;
using FsCheck.Fluent;
using Marketplace.Credits.Ledger.Lots;

namespace Marketplace.Credits.Tests.Model;

/// <summary>
/// One step of a random history. Users, holds, transactions and keys are small numbers, so that steps meet each other often.
/// </summary>
/// <param name="Other">A second user.</param>
/// <param name="Target">The hold or the transaction it is about, counted from the first of the history.</param>
/// <param name="Minutes">Until a hold or granted credits expire, or how much time passes; null never.</param>
/// <param name="Commits">False: the step's transaction is rolled back, as if the process had died before the commit.</param>
internal sealed record Operation(Kind Kind, int User, int Other, long Micros, int Target, int? Key, int? Minutes, LotKind Lot, bool Commits)
{
    public static readonly Gen<Operation> Generator =
        from kind in Gen.Frequency(
            (6, Gen.Constant(Kind.Credit)),
            (5, Gen.Constant(Kind.Debit)),
            (2, Gen.Constant(Kind.DebitAlone)),
            (5, Gen.Constant(Kind.Place)),
            (4, Gen.Constant(Kind.Capture)),
            (2, Gen.Constant(Kind.Void)),
            (3, Gen.Constant(Kind.Transfer)),
            (6, Gen.Constant(Kind.Reverse)),
            (1, Gen.Constant(Kind.ExpireHolds)),
            (2, Gen.Constant(Kind.ExpireLots)),
            (2, Gen.Constant(Kind.PassTime)))
        from user in Gen.Choose(0, 2)
        from other in Gen.Choose(0, 2)
        from micros in Gen.OneOf(Gen.Choose(1, 12).Select(x => x * 1_000_000L), Gen.Choose(1, 3_000_000).Select(x => (long)x))
        from target in Gen.Choose(0, 9)
        from key in Gen.Frequency((5, Gen.Constant((int?)null)), (1, Gen.Choose(0, 5).Select(x => (int?)x)))
        from minutes in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 30).Select(x => (int?)x))
        from lot in Gen.Elements(Enum.GetValues<LotKind>())
        from commits in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new Operation(kind, user, other, micros, target, key, minutes, lot, commits);

    /// <summary>Histories, made shorter step by step when one fails.</summary>
    public static readonly Arbitrary<Operation[]> Histories = Arb.From(
        Gen.Choose(5, 60).SelectMany(length => Generator.ArrayOf(length)),
        history => Enumerable.Range(0, history.Length).Select(skipped => history.Where((_, index) => index != skipped).ToArray()));
}

internal enum Kind
{
    Credit,
    Debit,

    /// <summary>In a transaction of its own, by way of the queue.</summary>
    DebitAlone,
    Place,
    Capture,
    Void,
    Transfer,
    Reverse,
    ExpireHolds,
    ExpireLots,
    PassTime,
}
