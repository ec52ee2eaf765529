export class WSGIHandler {
  call() {}
}
