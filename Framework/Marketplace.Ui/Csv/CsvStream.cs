using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Marketplace.Ui;

/// <summary>A CSV file for download, written while its lines are read, so that its length costs no memory.</summary>
/// <param name="lines">Whole lines, each from <see cref="CsvText.Line"/>; the first one names the columns.</param>
/// <param name="fileName">With its ending.</param>
public sealed class CsvStream(IAsyncEnumerable<string> lines, string fileName) : IActionResult, IResult, IStatusCodeActionResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment")
        { FileName = fileName }.ToString();
        response.Headers.CacheControl = "no-store";
        await using var writer = new StreamWriter(
            response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16 * 1024, leaveOpen: true);
        await foreach (var line in lines.WithCancellation(httpContext.RequestAborted))
            await writer.WriteAsync(line);
    }
}
