using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Legal;

internal static class LegalRegistration
{
    internal static IServiceCollection AddLegal(this IServiceCollection services) =>
        services
            .AddDataMigration<LegalTables>()
            .AddSingleton<IContentKinds, LegalKinds>()
            .AddSingleton<IPublishingRule, TermsRule>()
            .AddSingleton<TermsTexts>()
            .AddSingleton<TermsStandings>()
            .AddSingleton<ITermsOfUse, TermsOfUse>()
            .AddSingleton<DecideTerms>()
            .AddSingleton<ListDecisions>()
            .AddEventHandler<TermsAccepted, RecordRegistration>()
            .AddEventHandler<TermsDecided, MailAcceptedTerms>()
            .AddEventHandler<TermsAnnounced, TellOfTerms>()
            .AddSingleton<INotificationKinds, TermsNotifications>()
            .AddScoped<IAttachmentMaker, TermsAttachment>()
            .AddToZone<LegalLinksViewComponent>(Zones.Footer, order: 10);
}
