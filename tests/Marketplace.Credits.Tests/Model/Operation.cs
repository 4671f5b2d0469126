using FsCheck;
using FsCheck.Fluent;

namespace Marketplace.Credits.Tests.Model;

/// <summary>One step of a random history. Users, holds and keys are small numbers, so that steps meet each other often.</summary>
/// <param name="Commits">False: the step's transaction is rolled back, as if the process had died before the commit.</param>
internal sealed record Operation(Kind Kind, int User, long Micros, int Hold, int? Key, int? Minutes, bool Commits)
{
    public static readonly Gen<Operation> Generator =
        from kind in Gen.Frequency(
            (4, Gen.Constant(Kind.Credit)),
            (5, Gen.Constant(Kind.Debit)),
            (5, Gen.Constant(Kind.Place)),
            (5, Gen.Constant(Kind.Capture)),
            (2, Gen.Constant(Kind.Void)),
            (1, Gen.Constant(Kind.Expire)),
            (1, Gen.Constant(Kind.PassTime)))
        from user in Gen.Choose(0, 2)
        from micros in Gen.OneOf(Gen.Choose(1, 12).Select(x => x * 1_000_000L), Gen.Choose(1, 3_000_000).Select(x => (long)x))
        from hold in Gen.Choose(0, 7)
        from key in Gen.Frequency((3, Gen.Constant((int?)null)), (1, Gen.Choose(0, 5).Select(x => (int?)x)))
        from minutes in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 30).Select(x => (int?)x))
        from commits in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new Operation(kind, user, micros, hold, key, minutes, commits);

    /// <summary>Histories, made shorter step by step when one fails.</summary>
    public static readonly Arbitrary<Operation[]> Histories = Arb.From(
        Gen.Choose(5, 45).SelectMany(length => Generator.ArrayOf(length)),
        history => Enumerable.Range(0, history.Length).Select(skipped => history.Where((_, index) => index != skipped).ToArray()));
}

internal enum Kind
{
    Credit,
    Debit,
    Place,
    Capture,
    Void,
    Expire,
    PassTime,
}
