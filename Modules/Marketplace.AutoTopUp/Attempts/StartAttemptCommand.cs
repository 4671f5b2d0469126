using Marketplace.AutoTopUp.Settings;
using Marketplace.Credits.BurnRate;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Payments.TopUps;

namespace Marketplace.AutoTopUp.Attempts;

/// <summary>
/// Decides whether credits are to be bought, and how many; then stores the attempt and reserves the limits in one transaction. The
/// customer's settings are locked meanwhile and the balance is read under that lock: of two debits at once, the second sees the first one's
/// attempt, or what it bought. It charges nothing.
/// </summary>
internal sealed class StartAttemptCommand(
    IDatabase database, IWallet wallet, IBurnRate burnRate, ITopUps topUps, ChooseMethods chooseMethods, CustomerLock customerLock,
    ITenant tenant, TimeProvider time)
{
    private readonly AutoTopUpSettings _bounds = tenant.Settings.Get<AutoTopUpSettings>(AutoTopUpSettings.Section);
    private readonly CreditUnit _unit = tenant.Settings.Get<CreditUnit>("credits");

    public async Task<StartResult> ExecuteAsync(StartAttempt request, CancellationToken cancellationToken)
    {
        var settings = await FindAsync(request.UserId, cancellationToken);
        if (settings is not { Enabled: true })
            return new StartResult.Off();
        if (request.Cause is not AttemptCause.Manual && !await IsWantedAsync(request, settings, cancellationToken))
            return new StartResult.NotNeeded();
        // Both only read, and are read before any lock is held.
        var methods = await chooseMethods.ExecuteAsync(request.UserId, settings.PaymentMethodId, cancellationToken);
        var burn = settings.Mode is TopUpMode.Runway
            ? (await burnRate.AnalyseAsync(request.UserId, cancellationToken)).Monthly
            : CreditAmount.Zero;
        return await database.InTransactionAsync(
            db => DecideAsync(db, request, methods, burn, cancellationToken),
            static result => result is StartResult.Started or StartResult.AlreadyOpen, cancellationToken);
    }

    /// <summary>
    /// What would be bought now if the customer confirmed it, for customers whose balance is below the threshold already.
    /// </summary>
    /// <returns>Null where nothing would.</returns>
    public Task<ChargePreview?> PreviewAsync(CustomerSettings settings, CancellationToken cancellationToken) =>
        PreviewAsync(settings, new StartAttempt(settings.UserId, AttemptCause.Confirmed, ""), cancellationToken);

    /// <summary>What would be bought now before a purchase.</summary>
    /// <returns>Null where nothing would.</returns>
    public async Task<ChargePreview?> PreviewAsync(string userId, CreditAmount required, CancellationToken cancellationToken) =>
        await FindAsync(userId, cancellationToken) is { } settings
            ? await PreviewAsync(settings, new StartAttempt(userId, AttemptCause.Purchase, "", required), cancellationToken)
            : null;

    private async Task<ChargePreview?> PreviewAsync(CustomerSettings settings, StartAttempt request, CancellationToken cancellationToken)
    {
        if (!settings.Enabled || settings.IsSuspended || settings.CooldownUntil > time.GetUtcNow())
            return null;
        var available = (await wallet.GetBalanceAsync(settings.UserId, cancellationToken)).Available;
        if (!IsLow(available, settings, request) || await customerLock.HoldsAsync(settings.UserId, cancellationToken))
            return null;
        var methods = await chooseMethods.ExecuteAsync(settings.UserId, settings.PaymentMethodId, cancellationToken);
        if (methods.Count == 0)
            return null;
        var burn = settings.Mode is TopUpMode.Runway
            ? (await burnRate.AnalyseAsync(settings.UserId, cancellationToken)).Monthly
            : CreditAmount.Zero;
        var left = await topUps.ReadLeftTodayAsync(settings.UserId, cancellationToken);
        await using var db = await database.OpenAsync(cancellationToken);
        foreach (var (cents, amount) in Plan(request, settings, available, burn, left))
        {
            if (await Spending.HasRoomAsync(db, settings, cents, time.GetUtcNow(), cancellationToken))
                return new ChargePreview(available, cents, amount, methods[0].Name);
        }

        return null;
    }

    private async Task<StartResult> DecideAsync(
        UnitOfWork db, StartAttempt request, IReadOnlyList<AttemptMethod> methods, CreditAmount burn, CancellationToken cancellationToken)
    {
        if (await CustomerSettingsRows.LockAsync(db, request.UserId, cancellationToken) is not { Enabled: true } settings)
            return new StartResult.Off();
        if (await AttemptRows.FindBySourceAsync(db, request.UserId, request.Source, cancellationToken) is { } earlier)
            return new StartResult.Replayed(earlier);
        if (await AttemptRows.FindOpenAsync(db, request.UserId, cancellationToken) is { } open)
            return await BesideAsync(db, request, open, cancellationToken);
        var available = (await wallet.GetBalanceAsync(request.UserId, cancellationToken)).Available;
        if (request.Cause is not AttemptCause.Manual && !IsLow(available, settings, request))
            return new StartResult.NotNeeded();
        if (await customerLock.HoldsAsync(request.UserId, cancellationToken))
            return new StartResult.Refused(Refusal.Locked);
        var now = time.GetUtcNow();
        if (settings.IsSuspended)
            return new StartResult.Refused(Refusal.Suspended);
        if (settings.CooldownUntil > now)
            return new StartResult.Refused(Refusal.Cooldown);
        if (methods.Count == 0)
            return new StartResult.Refused(Refusal.NoMethod);
        // Whatever this customer bought by itself has ended here, so that only what they buy by hand at this moment can take room from it.
        var left = await topUps.ReadLeftTodayAsync(request.UserId, cancellationToken);
        var refusal = left < _bounds.MaximumAmount && Plan(request, settings, available, burn, left: null).Count > 0
            ? Refusal.SiteLimit
            : Refusal.TooLarge;
        foreach (var (cents, amount) in Plan(request, settings, available, burn, left))
        {
            if (request.Cents is { } confirmed && confirmed != cents)
                return new StartResult.NotNeeded();
            var attempt = new Attempt
            {
                Id = PrefixedId.New("atu", now), UserId = request.UserId, Source = request.Source, Cause = request.Cause,
                    Purchase = request.Purchase,
                Status = AttemptStatus.Reserved, Cents = cents, Amount = amount, ThresholdCents = settings.ThresholdCents,
                Methods = Attempt.WriteMethods(methods), Place = 0,
                Day = Spending.DayOf(now), Month = Spending.MonthOf(now), Released = false, DebitDuring = false, CreatedAt = now,
                UpdatedAt = now,
            };
            if (await Spending.ReserveAsync(db, settings, attempt, cancellationToken) is not { } full)
            {
                await AttemptRows.InsertAsync(db, attempt, cancellationToken);
                return new StartResult.Started(attempt);
            }

            refusal = full is SpendingLimit.Daily ? Refusal.DailyLimit : Refusal.MonthlyLimit;
        }

        return new StartResult.Refused(refusal);
    }

    /// <summary>
    /// Nothing is tried beside it. What is on its way may suffice, or be part of the balance already: the end of the open attempt looks
    /// again and knows.
    /// </summary>
    private static async Task<StartResult> BesideAsync(
        UnitOfWork db, StartAttempt request, Attempt open, CancellationToken cancellationToken)
    {
        if (request.Cause is AttemptCause.Debit)
            await AttemptRows.NoteDebitAsync(db, open.Id, cancellationToken);
        return new StartResult.AlreadyOpen(open);
    }

    /// <param name="left">What the site sells to this customer today; null where that is not limited.</param>
    /// <returns>What to try, the most first; nothing where no single charge may be that much.</returns>
    private IReadOnlyList<(long Cents, CreditAmount Amount)> Plan(
        StartAttempt request, CustomerSettings settings, CreditAmount available, CreditAmount burn, Usd? left)
    {
        var plan = new ChargePlan(
            _unit.AtLeast(available).Cents, _unit.AtMost(request.Required ?? CreditAmount.Zero).Cents, _unit.AtMost(burn).Cents);
        var most = Math.Min(_bounds.MaximumAmount.Cents, left?.Cents ?? long.MaxValue);
        return [
            .. plan.ChoicesFor(settings, _bounds.MinimumAmount.Cents, most).Select(x => ToExact(plan, x, most))
                .OfType<(long, CreditAmount)>()];
    }

    /// <summary>A unit that no cent divides evenly needs a few cents more, or less where more is too much.</summary>
    private (long Cents, CreditAmount Amount)? ToExact(ChargePlan plan, long cents, long most)
    {
        for (var more = 0; more < 100 && cents + more <= most; more++)
        {
            if (_unit.ToCredits(new Usd(cents + more)) is { } amount)
                return (cents + more, amount);
        }

        for (var less = 1; less < 100 && plan.Covers(cents - less); less++)
        {
            if (_unit.ToCredits(new Usd(cents - less)) is { } amount)
                return (cents - less, amount);
        }

        return null;
    }

    private async Task<CustomerSettings?> FindAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await CustomerSettingsRows.FindAsync(db, userId, cancellationToken);
    }

    private async Task<bool> IsWantedAsync(StartAttempt request, CustomerSettings settings, CancellationToken cancellationToken) =>
        IsLow((await wallet.GetBalanceAsync(request.UserId, cancellationToken)).Available, settings, request);

    private bool IsLow(CreditAmount available, CustomerSettings settings, StartAttempt request) =>
        available < _unit.WorthOf(new Usd(settings.ThresholdCents)) || available < (request.Required ?? CreditAmount.Zero);
}

/// <param name="Method">What is charged first, for example <c>Visa ****4242</c>.</param>
internal sealed record ChargePreview(CreditAmount Available, long Cents, CreditAmount Amount, string Method);
