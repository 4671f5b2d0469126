using Marketplace.Data;
using Marketplace.Payments.TopUps;
using Marketplace.Pdf;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Receipts;

internal static class ReceiptsRegistration
{
    public static IServiceCollection AddReceipts(this IServiceCollection services) => services
        .AddDataMigration<PurchaseTables>()
        .AddScoped<IssueReceipt>()
        .AddScoped<ReadReceipt>()
        .AddSingleton<ReceiptTexts>()
        .AddPdfDocuments()
        .AddSingleton<ReceiptPdf>()
        .AddSingleton<SampleReceipt>()
        .AddSingleton<INotificationKinds, ReceiptNotifications>()
        .AddScoped<IAttachmentMaker, ReceiptAttachment>()
        .AddEventHandler<TopUpSucceeded, NoteMethod>()
        .AddEventHandler<TopUpSucceeded, SendReceipt>();
}
